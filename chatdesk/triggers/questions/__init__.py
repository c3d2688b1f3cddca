"""What a rule asks: its words, their gaps, variants and languages, the answers it expects, how it sounds. Pure."""
