"""Everything that a rule may ask, in the order of the builder's menu. Pure."""
