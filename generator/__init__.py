"""Publish roadmaps: YAML files in git to Markdown pages with timelines, and to a site.

The modules stand on floors and import only downwards; ARCHITECTURE.md is the tour.
"""
