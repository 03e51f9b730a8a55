"""A process for tests of `core.standby`: answers a question with itself and its own number, or misbehaves on demand."""

from __future__ import annotations

import json
import os
import sys
import time

for line in sys.stdin:
    asked = json.loads(line)
    if asked == "die":
        sys.exit(1)
    if asked == "dawdle":
        time.sleep(60)
    answer = {"problem": "TooHard"} if asked == "fail" else {"asked": asked, "process": os.getpid()}
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
