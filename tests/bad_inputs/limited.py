"""Judge data folders in a process with limits: `python limited.py FOLDER…` prints a line of JSON for each.

A line has the problems of the folder and the processor time it took in seconds; the last one the memory the process ever had,
in bytes. A folder that kills the process is the one after the last line.
"""

import json
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from judging import TINY, judge, place

GIBIBYTE = 2**30


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (GIBIBYTE, GIBIBYTE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    judge(TINY)  # what is made ready once, such as the grammar
    for folder in sys.argv[1:]:
        start = time.process_time()
        problems = [place(problem) for problem in judge(Path(folder)).problems]
        print(json.dumps({"problems": problems, "seconds": time.process_time() - start}), flush=True)
    print(json.dumps({"memory": peak()}))


def peak() -> int:
    """The most memory this program had, in bytes. `getrusage` would count that of the process that started it, too."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main()
