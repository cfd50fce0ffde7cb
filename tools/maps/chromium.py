"""Chromium driven through Debian's chromedriver, by its protocol alone (W3C WebDriver): nothing has
to be installed beside the two."""

import base64
import json
import subprocess
import time
import urllib.error
import urllib.request


class Chromium:
    """A browser without a window. Close it, or use it in `with`."""

    def __init__(self, width, height, language="zh-CN", touch=False, more=()):
        self.driver = subprocess.Popen(
            ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = f"http://127.0.0.1:{self._port()}"
        arguments = [
            "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars",
            "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
            f"--window-size={width},{height}", f"--lang={language}", *more,
        ]
        options = {"args": arguments, "prefs": {"intl.accept_languages": language}}
        if touch:
            metrics = {"width": width, "height": height, "pixelRatio": 2, "touch": True}
            options["mobileEmulation"] = {"deviceMetrics": metrics}
        answer = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": {
            "browserName": "chrome", "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }}})
        self.session = f"/session/{answer['sessionId']}"

    def _port(self):
        for line in self.driver.stdout:
            if "successfully on port" in line:
                return int(line.split("on port")[1].strip(" .\n").split()[0].rstrip("."))
        raise RuntimeError("chromedriver did not start; is the package chromium-driver there?")

    def _ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.address + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return json.load(reply)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"]) from None

    def open(self, address):
        """Loads a page from its beginning, whatever was shown before."""
        self._ask("POST", f"{self.session}/url", {"url": "about:blank"})
        self._ask("POST", f"{self.session}/url", {"url": address})

    def run(self, script, *arguments):
        """Runs a script in the page; a promise is waited for."""
        return self._ask("POST", f"{self.session}/execute/sync",
                         {"script": script, "args": list(arguments)})

    def wait(self, condition, seconds=30):
        """Waits until an expression of the page is true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.run(f"return Boolean({condition})"):
                return
            time.sleep(0.1)
        raise RuntimeError(f"never true within {seconds} s: {condition}")

    def settle(self, seconds=1.5):
        """Waits until nothing was asked of the server for a while."""
        count, since, end = -1, time.monotonic(), time.monotonic() + 60
        while time.monotonic() - since < seconds and time.monotonic() < end:
            now = self.run("return performance.getEntriesByType('resource').length")
            if now != count:
                count, since = now, time.monotonic()
            time.sleep(0.1)

    def command(self, name, **parameters):
        """A command of the browser's own protocol."""
        return self._ask("POST", f"{self.session}/goog/cdp/execute",
                         {"cmd": name, "params": parameters})

    def picture(self):
        """What is shown, as the bytes of a PNG."""
        return base64.b64decode(self._ask("GET", f"{self.session}/screenshot"))

    def complaints(self):
        """What the page wrote to the console as an error."""
        entries = self._ask("POST", f"{self.session}/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]

    def requests(self):
        """The addresses that the page and its workers asked since this was asked last."""
        entries = self._ask("POST", f"{self.session}/se/log", {"type": "performance"})
        messages = [json.loads(entry["message"])["message"] for entry in entries]
        return [message["params"]["request"]["url"] for message in messages
                if message["method"] == "Network.requestWillBeSent"]

    def click(self, x, y):
        """A click of the mouse at a point of the window."""
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.command("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left",
                         clickCount=0 if kind == "mouseMoved" else 1)

    def press(self, *keys):
        """Keys by their names, one after another: `Enter`, `Escape`, `ArrowDown`, `/`."""
        for key in keys:
            text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
            code = {"Enter": 13, "Escape": 27, "Tab": 9, "ArrowDown": 40, "ArrowUp": 38}.get(key, 0)
            self.command("Input.dispatchKeyEvent", type="keyDown", key=key, text=text,
                         windowsVirtualKeyCode=code)
            self.command("Input.dispatchKeyEvent", type="keyUp", key=key,
                         windowsVirtualKeyCode=code)

    def write(self, text):
        """Text as an input method gives it, where the focus is."""
        self.command("Input.insertText", text=text)

    def close(self):
        try:
            self._ask("DELETE", self.session)
        finally:
            self.driver.terminate()
            self.driver.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
