"""Hosts and parameters by which sources are recognised. ``name.*`` stands for every country's domain of that name."""

SEARCH_ENGINES = {
    "google.*": "Google",
    "bing.com": "Bing",
    "yandex.*": "Yandex",
    "ya.ru": "Yandex",
    "duckduckgo.com": "DuckDuckGo",
    "yahoo.*": "Yahoo",
    "baidu.com": "Baidu",
    "ecosia.org": "Ecosia",
    "qwant.com": "Qwant",
    "startpage.com": "Startpage",
    "search.brave.com": "Brave",
    "go.mail.ru": "Mail.ru",
    "nova.rambler.ru": "Rambler",
    "seznam.cz": "Seznam",
    "naver.com": "Naver",
    "sogou.com": "Sogou",
    "kagi.com": "Kagi",
}

ASSISTANTS = {
    "chatgpt.com": "ChatGPT",
    "chat.openai.com": "ChatGPT",
    "perplexity.ai": "Perplexity",
    "gemini.google.com": "Gemini",
    "copilot.microsoft.com": "Copilot",
    "claude.ai": "Claude",
    "chat.deepseek.com": "DeepSeek",
    "chat.mistral.ai": "Mistral",
    "grok.com": "Grok",
    "you.com": "You.com",
    "alice.yandex.ru": "Alice",
    "giga.chat": "GigaChat",
}

MESSENGERS = {
    "t.me": "Telegram",
    "web.telegram.org": "Telegram",
    "telegram.org": "Telegram",
    "wa.me": "WhatsApp",
    "whatsapp.com": "WhatsApp",
    "messenger.com": "Messenger",
    "m.me": "Messenger",
    "viber.com": "Viber",
    "web.max.ru": "MAX",
    "discord.com": "Discord",
    "slack.com": "Slack",
    "line.me": "LINE",
}

SOCIAL_NETWORKS = {
    "facebook.com": "Facebook",
    "instagram.com": "Instagram",
    "vk.com": "VK",
    "vk.ru": "VK",
    "ok.ru": "Odnoklassniki",
    "t.co": "X",
    "x.com": "X",
    "twitter.com": "X",
    "linkedin.com": "LinkedIn",
    "lnkd.in": "LinkedIn",
    "pinterest.*": "Pinterest",
    "reddit.com": "Reddit",
    "tiktok.com": "TikTok",
    "youtube.com": "YouTube",
    "threads.net": "Threads",
    "threads.com": "Threads",
    "bsky.app": "Bluesky",
    "dzen.ru": "Dzen",
    "rutube.ru": "Rutube",
}

MAIL_HOSTS = {
    "mail.google.com": "Gmail",
    "outlook.live.com": "Outlook",
    "outlook.office.com": "Outlook",
    "mail.yahoo.com": "Yahoo Mail",
    "mail.yandex.ru": "Yandex Mail",
    "mail.yandex.com": "Yandex Mail",
    "e.mail.ru": "Mail.ru Mail",
    "mail.rambler.ru": "Rambler Mail",
    "mail.proton.me": "Proton Mail",
    "app.fastmail.com": "Fastmail",
}

CLICK_IDS = {
    "gclid": "Google Ads",
    "gbraid": "Google Ads",
    "wbraid": "Google Ads",
    "yclid": "Yandex Direct",
    "msclkid": "Microsoft Ads",
    "ttclid": "TikTok Ads",
    "twclid": "X Ads",
    "li_fat_id": "LinkedIn Ads",
    "rb_clickid": "VK Ads",
}
"""Parameters that only ads add, with the network. ``fbclid`` is not among them: every link on Facebook gets it."""

PAID_MEDIA = frozenset(
    {"cpc", "ppc", "cpm", "cpa", "cpv", "paid", "ads", "ad", "display", "banner", "retargeting", "paidsearch"}
    | {"paid_search", "paid-search", "paidsocial", "paid_social", "paid-social"}
)
MAIL_MEDIA = frozenset({"email", "e-mail", "mail", "newsletter"})
SOCIAL_MEDIA = frozenset({"social", "social-media", "social_media", "smm", "sm"})
