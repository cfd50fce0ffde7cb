"""A person before a browser: opens the page in some role, clicks, types, looks."""

import base64
import json
import urllib.parse

from chromium import Chromium

READY = "document.querySelector('#tabs [role=tab]')"


class Person:
    """Keeps one browser for each kind of screen, and one session at a time in each."""

    def __init__(self, town, city, shots):
        self.town, self.city, self.shots = town, city, shots
        self.browsers = {}
        self.browser = None
        if shots:
            shots.mkdir(parents=True, exist_ok=True)

    # Coming in

    def open(self, served, link, role=None, is_phone=False, has_webgl=True):
        """Opens a link of the page, signed in as a role or not at all."""
        self.browser = self._browser(is_phone, has_webgl)
        self.browser.open(served.address + "/map/icon.svg")
        role = {"phone": "administrator", "surveyor-and-all": "administrator"}.get(role, role)
        self.run("""const [token] = arguments
            return fetch('/session', { method: 'DELETE' }).then(() => token && fetch('/session', {
              method: 'POST', headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ token }) })).then(() => true)""",
                 served.token(role) if role else None)
        # A bare picture makes the browser ask for an icon; only the page's own complaints count.
        self.browser.complaints()
        self.browser.open(f"{served.address}/#{link}")
        self.wait(READY)
        self.settle()

    def _browser(self, is_phone, has_webgl):
        kind = (is_phone, has_webgl)
        if kind not in self.browsers:
            size = (360, 740) if is_phone else (1280, 800)
            more = () if has_webgl else ("--disable-3d-apis",)
            browser = self.browsers[kind] = Chromium(*size, touch=is_phone, more=more)
            # The window's frame takes some of its height.
            if not is_phone:
                browser.command("Emulation.setDeviceMetricsOverride", width=size[0],
                                height=size[1], deviceScaleFactor=1, mobile=False)
        return self.browsers[kind]

    # Doing

    def run(self, script, *arguments):
        return self.browser.run(script, *arguments)

    def wait(self, condition):
        self.browser.wait(condition, 20)

    def settle(self):
        self.browser.settle(1.0)

    def press(self, *keys):
        self.browser.press(*keys)

    def write(self, text):
        self.browser.write(text)

    def click_map(self):
        """A click on the middle of the map."""
        box = self.run("const { x, y, width, height } ="
                       " document.querySelector('#map').getBoundingClientRect()\n"
                       "return [x + width / 2, y + height / 2]")
        self.browser.click(*box)

    # Looking

    def text(self, selector):
        return self.run(f"return document.querySelector({json.dumps(selector)})?.innerText ?? ''")

    def colours(self):
        """How many colours the map has."""
        return self.run("""return import('/map/map.js').then(({ picture }) => new Promise(done => {
            const image = new Image()
            image.onload = () => {
              const sheet = new OffscreenCanvas(image.width, image.height).getContext('2d')
              sheet.drawImage(image, 0, 0)
              const dots = new Uint32Array(sheet.getImageData(0, 0, image.width, image.height).data.buffer)
              done(new Set(dots).size)
            }
            image.src = picture()
          }))""")

    def basis(self):
        """What of a verdict's basis is drawn: the kinds of its features."""
        self.settle()
        return self.run("""return import('/map/map.js').then(({ map }) =>
            map().getSource('basis').getData()).then(({ features }) =>
            features.map(feature => feature.properties.kind))""")

    def shot(self, name):
        if self.shots and self.browser:
            self.settle()
            (self.shots / f"{name}.png").write_bytes(self.browser.picture())

    def pdf(self, name):
        answer = self.browser.command(
            "Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        pdf = base64.b64decode(answer["data"])
        if self.shots:
            (self.shots / f"{name}.pdf").write_bytes(pdf)
        return pdf

    # Judging

    def complaints(self, but=None):
        """Refuses errors on the console, except those about what the fact did wrong on purpose."""
        found = [line for line in self.browser.complaints() if not (but and but in line)]
        if found:
            raise AssertionError(f"on the console: {found}")

    def foreign(self):
        """Refuses requests that left the machine."""
        hosts = {urllib.parse.urlsplit(served.address).netloc for served in (self.town, self.city)}
        for address in self.browser.requests():
            parts = urllib.parse.urlsplit(address)
            if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc not in hosts:
                raise AssertionError(f"a request left the machine: {address}")

    def forget(self):
        """Empties the logs, so that one failure is told once."""
        if self.browser:
            self.browser.complaints()
            self.browser.requests()

    def close(self):
        for browser in self.browsers.values():
            browser.close()
