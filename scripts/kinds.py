"""The kinds of pages, each with a page that shows it well: what is photographed, weighed and judged page by page."""

AS_OF = "2026-11-22"
"""The day as of which these pages are built: plans of the fictional region run on it, those of the five orders are over."""

_REAL = "rostovskaya-oblast/dubovskiy"
_DEMO = "vymyshlennaya-oblast/primernyy"

KINDS = {
    "home": "",
    "regions": "regiony/",
    "region": "vymyshlennaya-oblast/",
    "district": f"{_DEMO}/",
    "roadmap": f"{_REAL}/2021-500-plus/",
    "order": f"{_REAL}/2021-500-plus/#kak-v-prikaze",
    "running": f"{_DEMO}/2025-2026-500-plus/",
    "school": f"{_DEMO}/primernaya-1/",
    "archive": f"{_DEMO}/primernaya-1/projects/500-plus-2024/",
    "party": f"{_DEMO}/parties/shkoly-uchastnitsy/",
    "calendar": f"{_DEMO}/calendar/",
    "news": f"{_DEMO}/reports/2026/",
    "ways-to-place": f"{_REAL}/2021-500-plus/razmestit/",
    "ways-to-place-school": f"{_DEMO}/primernaya-1/razmestit/",
    "embed": f"embed/{_REAL}/2021-500-plus/",
    "embed-running": f"embed/{_DEMO}/2025-2026-500-plus/",
    "embed-section": f"embed/{_DEMO}/primernaya-1/500-plus_2025/",
    "embed-part": f"embed/{_DEMO}/primernaya-1/500-plus_2025/diagnosis/",
    "embed-district": f"embed/{_DEMO}/",
    "lite": f"lite/{_REAL}/2021-500-plus/",
    "lite-home": "lite/",
    "lite-district": f"lite/{_DEMO}/",
    "lite-school": f"lite/{_DEMO}/primernaya-1/",
    "search": "search/",
    "signs": "uslovnye-znaki/",
    "passport": "otkrytye-dannye/",
    "guide": "koordinatoram/",
    "messages": "koordinatoram/soobshcheniya/",
    "not-found": "404.html",
}
"""Address of a page by the name of its kind, from the root of the site."""
