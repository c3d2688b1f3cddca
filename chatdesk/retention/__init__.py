"""What is forgotten, and when: visits, visitors and recipients of letters, as each site says. See docs/decisions."""
