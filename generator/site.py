"""What files the site has: the pages of a district, and the pages made from the summaries of all."""

TOP_NAMES = ("regiony",)
"""Generated pages at the top of the site, beside those of `content/`."""
