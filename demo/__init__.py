"""The demo world: invented clients, their sites and the people who answer there."""
