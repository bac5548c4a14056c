"""Outputs beside the pages: calendars that a phone subscribes to, feeds of what is new, lean pages and the low-vision version.

1. `identity`: the UUIDs by which programs know again what they have got.
2. `content_lines`: the lines of RFC 5545, as icalendar writes them. `ical`: one calendar. `calendars`: those of a unit.
3. `atom`: one feed as RFC 4287 has it. `feeds`: those of a unit and of the site.
4. `links`: finished HTML on another page. `embed`: pieces of a page for other sites. `lite`: a page for low vision.
5. `placed`: what a school can place on its own site. `badge`, `fragment`: its files. `oembed`: answers to sites that ask.
6. `bundle`: the section of a school as a folder that opens from anywhere. `printout`: a plan for the printer, for `pdf`.
7. `word`: the annex of the order of a plan.
"""
