"""What a page costs, at two sizes side by side: `python -m bench.pages [SMALL LARGE]` prints the table for README.md.

For each size: a new PostgreSQL database, filled by `bench.fill`, the web server with two workers, a signed-in person of the
largest trust. Per page: CPU milliseconds a request of web and database (user and system time from /proc, comparable on a
shared machine), requests a second, the median and 95th percentile, queries and bytes. GET runs use `wrk` from Debian.
Only the loopback address is ever asked.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
HOST, PORT = "127.0.0.1", 8899
ADMIN = os.environ.get("BENCH_POSTGRES", "postgresql://postgres@127.0.0.1:5432")
SECONDS = int(os.environ.get("BENCH_SECONDS", "6"))
LUA = """
local paths = %s
local i = 0
request = function() i = i + 1; return wrk.format("GET", paths[(i - 1) %% #paths + 1]) end
done = function(s, l, r) io.write(string.format("RESULT %%d %%d %%f %%f %%d\\n", s.requests, s.duration,
  l:percentile(50) / 1000, l:percentile(95) / 1000, s.errors.status + s.errors.connect + s.errors.read + s.errors.timeout)) end
"""


def environment(name: str, home: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": f"{ADMIN}/{name}", "GROUNDSWELL_MODE": "production", "GROUNDSWELL_SECRET_KEY": secrets.token_hex(32),
        "GROUNDSWELL_HOSTS": HOST, "GROUNDSWELL_TLS_REDIRECT": "no", "GROUNDSWELL_HOME": home,
        "DJANGO_SETTINGS_MODULE": "groundswell.front.settings",
    }  # fmt: skip


def psql(statement: str) -> None:
    subprocess.run(["psql", "-q", f"{ADMIN}/postgres", "-c", statement], check=True, stderr=subprocess.DEVNULL)


# --- what the machine says -------------------------------------------------------------------------------------------


def stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()


def tree(roots: list[int]) -> list[int]:
    kids: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                kids.setdefault(int(stat(int(name))[1]), []).append(int(name))
            except OSError:
                continue
    found, todo = [], list(roots)
    while todo:
        pid = todo.pop()
        found.append(pid)
        todo += kids.get(pid, [])
    return found


def cpu(roots: list[int]) -> float:
    """CPU seconds of living processes and of those the roots have buried."""
    total = 0
    for pid in tree(roots):
        try:
            row = stat(pid)
        except OSError:
            continue
        total += int(row[11]) + int(row[12]) + (int(row[13]) + int(row[14]) if pid in roots else 0)
    return total / TICK


def memory(roots: list[int]) -> float:
    """MB of the tree, shared pages counted once (PSS)."""
    total = 0
    for pid in tree(roots):
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
    return total / 1024


def postmaster() -> int:
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                words = Path(f"/proc/{name}/cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if words[0].endswith(b"/postgres") and b"-D" in words:
                return int(name)
    raise SystemExit("PostgreSQL does not run on this machine.")


# --- runs ------------------------------------------------------------------------------------------------------------


def get(paths: list[str], cookie: str, connections: int) -> tuple[int, float, float, float]:
    """Requests, seconds, median and 95th percentile in milliseconds; any error ends the run."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(LUA % ("{" + ",".join(json.dumps(path) for path in paths) + "}"))
        script.flush()
        out = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "--timeout", "30s", "-s", script.name, "-H", f"Cookie: {cookie}",
             f"http://{HOST}:{PORT}"],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    line = next(line for line in out.splitlines() if line.startswith("RESULT")).split()[1:]
    if int(line[4]):
        raise SystemExit(f"{line[4]} answers were errors at {paths[0]}")
    return int(line[0]), float(line[1]) / 1e6, float(line[2]), float(line[3])


def submit(cookie: str, place: str, connections: int) -> tuple[int, float, float, float]:
    """Notices sent one after another on each connection, each with its own key."""
    page = fetch(f"/notice/?place={place}", cookie)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page[1]).group(1)
    csrf = re.search(r"csrftoken=([^;]+)", page[2]).group(1)
    stop, times, lock = time.time() + SECONDS, [], threading.Lock()

    def work() -> None:
        con = http.client.HTTPConnection(HOST, PORT, timeout=30)
        while time.time() < stop:
            form = {"words": f"The trolley in bay {secrets.randbelow(40)} squeaks at night.", "place_key": place,
                    "request_key": secrets.token_hex(16), "csrfmiddlewaretoken": token}  # fmt: skip
            start = time.perf_counter()
            con.request("POST", f"/notice/?place={place}", urllib.parse.urlencode(form),
                        {"Cookie": f"{cookie}; csrftoken={csrf}", "Content-Type": "application/x-www-form-urlencoded"})  # fmt: skip
            answer = con.getresponse()
            answer.read()
            if answer.status != 302:
                raise SystemExit(f"a notice was answered with {answer.status}")
            with lock:
                times.append((time.perf_counter() - start) * 1000)

    began = time.time()
    threads = [threading.Thread(target=work) for _ in range(connections)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    times.sort()
    return len(times), time.time() - began, times[len(times) // 2], times[int(len(times) * 0.95)]


def fetch(path: str, cookie: str) -> tuple[int, str, str]:
    con = http.client.HTTPConnection(HOST, PORT, timeout=30)
    con.request("GET", path, headers={"Cookie": cookie})
    answer = con.getresponse()
    return answer.status, answer.read().decode(), "; ".join(answer.headers.get_all("Set-Cookie") or [])


PREPARE = """
import json, django
django.setup()
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.auth import SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.conf import settings
from groundswell.ideas.models import Idea
from groundswell.people.models import Person
from groundswell.places.models import Place
person = Person.objects.get(email="p0.b0@bench.example")
session = SessionStore()
session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(person.pk), settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = person.get_session_auth_hash()
session.save()
trust = Place.objects.get(key="B00")
ideas = list(Idea.objects.filter(organisation=trust).order_by("-pk").values_list("public_id", flat=True)[:40])
ward = Place.objects.filter(parent=trust).first()
print(json.dumps({"cookie": f"sessionid={session.session_key}", "ideas": ideas, "ward": ward.key, "trust": trust.key}))
"""


def measure(size: int) -> dict[str, dict[str, float]]:
    """Every page at one size."""
    name = f"groundswell_bench_{size}"
    psql(f"DROP DATABASE IF EXISTS {name}")
    psql(f"CREATE DATABASE {name}")
    with tempfile.TemporaryDirectory() as home:
        env = environment(name, home)
        python = [sys.executable, "-m"]
        subprocess.run([*python, "django", "migrate", "-v0"], env=env, check=True)
        subprocess.run([*python, "django", "collectstatic", "-v0", "--noinput"], env=env, check=True)
        subprocess.run([*python, "bench.fill", str(size)], env=env, check=True)
        subprocess.run(["psql", "-q", f"{ADMIN}/{name}", "-c", "VACUUM ANALYZE"], check=True)
        known = json.loads(
            subprocess.run([sys.executable, "-c", PREPARE], env=env, check=True, capture_output=True, text=True).stdout
        )
        server = subprocess.Popen(
            [*python, "granian", "--interface", "wsgi", "--no-ws", "--http", "1", "--host", HOST, "--port", str(PORT),
             "--workers", "2", "--blocking-threads", "1", "--log-level", "error", "groundswell.front.wsgi:application"], env=env,
        )  # fmt: skip
        try:
            return run(server.pid, known)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)
            psql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def run(pid: int, known: dict) -> dict[str, dict[str, float]]:
    ready()
    cookie, found = known["cookie"], {}
    pages = {
        "list of ideas": [f"/ideas/?place={known['trust']}"],
        "place page": [f"/places/{known['ward']}/"],
        "idea": [f"/ideas/{key}/" for key in known["ideas"]],
        "search, rare word": ["/search/?q=bladder"],
        "search, common word": ["/search/?q=discharge"],
        "home": ["/"],
    }
    database = postmaster()
    for title, paths in pages.items():
        status, body, _ = fetch(paths[0], cookie)
        if status != 200:
            raise SystemExit(f"{title}: {status}")
        get(paths, cookie, 2)  # warm up both workers
        found[title] = one(lambda paths=paths: get(paths, cookie, 16), pid, database) | {"bytes": len(body.encode())}
    found["submit a notice"] = one(lambda: submit(cookie, known["ward"], 4), pid, database) | {"bytes": 0}
    found["memory, two workers"] = {"cpu": 0, "rps": 0, "p50": 0, "p95": 0, "bytes": 0, "mb": memory([pid])}
    return found


def one(load, web: int, database: int) -> dict[str, float]:
    time.sleep(1)
    before = cpu([web]), cpu([database])
    number, seconds, p50, p95 = load()
    time.sleep(0.3)
    after = cpu([web]), cpu([database])
    costs = [1000 * (late - early) / number for early, late in zip(before, after, strict=True)]
    return {
        "web": costs[0],
        "database": costs[1],
        "cpu": sum(costs),
        "rps": number / seconds,
        "p50": p50,
        "p95": p95,
    }


def ready() -> None:
    for _ in range(100):
        try:
            if fetch("/health/ready", "")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise SystemExit("The server did not become ready.")


def table(sizes: list[int], found: list[dict[str, dict[str, float]]]) -> str:
    lines = [
        f"| page | CPU ms at {sizes[0]:,} ideas | CPU ms at {sizes[-1]:,} (web + database) | ratio "
        "| pages a second | p50 / p95 ms | bytes, not compressed |",
        "|---|---|---|---|---|---|---|",
    ]
    small, large = found[0], found[-1]
    for title in large:
        a, b = small[title], large[title]
        if "mb" in b:
            lines.append(f"| {title} | {a['mb']:.0f} MB | {b['mb']:.0f} MB | | | | |")
            continue
        lines.append(
            f"| {title} | {a['cpu']:.1f} | {b['cpu']:.1f} ({b['web']:.1f} + {b['database']:.1f}) | {b['cpu'] / a['cpu']:.2f} "
            f"| {b['rps']:.0f} | {b['p50']:.0f} / {b['p95']:.0f} | {b['bytes']:,} |"
        )
    return "\n".join(lines)


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or [1000, 100_000]
    text = table(sizes, [measure(size) for size in sizes])
    print(text)
    readme = Path(__file__).with_name("README.md")
    if readme.exists() and len(sys.argv) == 1:
        before, _, rest = readme.read_text().partition("<!-- pages -->")
        _, _, after = rest.partition("<!-- /pages -->")
        readme.write_text(f"{before}<!-- pages -->\n{text}\n<!-- /pages -->{after}")


if __name__ == "__main__":
    main()
