"""What a person must find on the page, each as a fact that a browser shows."""

import re
import time

COVER = "120.0005020,30.0005"
TWO_COVERS = "120.003505,30.0005"
VERDICT = "document.querySelector('#page-verdict .head')"
FACTS = []


def fact(sentence):
    """Marks a check; it takes the person who looks."""
    def mark(check):
        FACTS.append((sentence, check))
        return check
    return mark


def expect(holds, what):
    if not holds:
        raise AssertionError(what)


@fact("the map is drawn, and not blank")
def draws(person):
    person.open(person.city, "map=12/29.26/88.87", role="viewer")
    # The counts, borders and names of a city have more than a few colours.
    expect(person.colours() > 40, f"the canvas has {person.colours()} colours")
    person.shot("city")
    person.open(person.city, "map=16/29.26/88.87", role="viewer")
    expect(person.colours() > 40, f"the canvas has {person.colours()} colours close by")
    person.shot("close")


@fact("without signing in public layers are drawn, and a click says which role a verdict needs")
def public(person):
    person.open(person.town, "map=17/30.0005/120.0005")
    person.click_map()
    person.wait("document.querySelector('#page-verdict').innerText.includes('派遣员')")
    expect("西区" in person.text("#page-verdict"), "what stands at the place is not told")
    expect(person.run("return document.querySelector('#role').dataset.role") == "public", "role")


@fact("signing in by keyboard alone; the token stands nowhere in the page; signing out")
def session(person):
    person.open(person.town, "map=17/30.0005/120.0005")
    person.run("document.querySelector('#session-button').focus()")
    person.press("Enter")
    person.wait("document.querySelector('#sign-in').open")
    person.write("wg_not-a-token")
    person.press("Enter")
    person.wait("document.querySelector('.wrong').textContent.length > 0")
    person.complaints(but="/session")
    person.run("document.querySelector('#token').select()")
    person.write(person.town.token("dispatcher"))
    person.press("Enter")
    person.wait("document.querySelector('#role').dataset.role === 'dispatcher'")
    kept = person.run("return document.cookie + JSON.stringify({...localStorage}) + location.href")
    expect("wg_" not in kept and "session" not in kept, "a script can read the token or the session")
    person.shot("signed-in")
    person.run("document.querySelector('#session-button').click()")
    person.wait("document.querySelector('#role').dataset.role === 'public'")


@fact("a click gives the verdict that the program gives, with its basis on the map")
def click(person):
    wanted = person.town.ask(f"/v1/verdict?at={COVER}&category=matter/01001")
    person.open(person.town, "map=19/30.0005/120.000502&category=matter/01001", role="dispatcher")
    person.click_map()
    person.wait(VERDICT)
    shown = person.text("#page-verdict")
    for words in (wanted["organization"]["name"], wanted["organization"]["code"],
                  wanted["component"]["code"], wanted["person"]["contact"], "确定"):
        expect(words in shown, f"{words} is not in the verdict: {shown}")
    kinds = person.basis()
    expect({"place", "thing", "grid", "tie"} <= set(kinds), f"the basis draws only {kinds}")
    person.shot("verdict")


@fact("the middle of the map is asked about by keyboard alone")
def aim(person):
    person.open(person.town, "map=18/30.0005/120.000502&category=matter/01001", role="dispatcher")
    person.run("document.querySelector('.maplibregl-canvas').focus()")
    person.press("Enter")
    person.wait(VERDICT)
    expect("99010101001000001" in person.text("#page-verdict"), "another place")


@fact("a contested verdict shows its candidates side by side, each with its question")
def contested(person):
    person.open(person.town, f"at={TWO_COVERS}&category=matter/01001&map=19/30.0005/120.0035",
                role="dispatcher")
    person.wait("document.querySelectorAll('.candidate').length === 2")
    boxes = person.run("return [...document.querySelectorAll('.candidate')]"
                       ".map(node => [node.getBoundingClientRect().top, node.innerText])")
    expect(boxes[0][0] == boxes[1][0], "they do not stand side by side")
    expect(all("是否指" in text for _, text in boxes), "a question is missing")
    person.shot("contested")


@fact("search finds a grid by its code and goes there, by keyboard alone")
def grid(person):
    person.open(person.town, "", role="dispatcher")
    person.press("/")
    person.write("990101001002")
    person.wait("document.querySelectorAll('#search-list [role=option]').length > 0")
    person.shot("search-grid")
    person.press("ArrowDown", "Enter")
    person.wait(VERDICT)
    expect("990101001002" in person.text("#page-verdict"), "another grid")
    person.press("Escape")
    person.press("Escape")
    person.wait(f"!{VERDICT}")


@fact("search finds a crossing of two roads")
def crossing(person):
    person.open(person.town, "", role="dispatcher")
    person.press("/")
    person.write("中街 学府路")
    person.wait("document.querySelectorAll('#search-list [role=option]').length > 0")
    expect("学府路" in person.text("#search-list"), person.text("#search-list"))
    person.shot("search-crossing")
    person.press("ArrowDown", "Enter")
    person.wait(VERDICT)
    at = person.run("return location.hash.match(/at=([^&]*)/)[1]").split(",")
    expect(abs(float(at[0]) - 120.001) < 2e-4 and abs(float(at[1]) - 30.002) < 2e-4, f"went to {at}")


@fact("a typed coordinate is read either way round, and in each datum")
def coordinate(person):
    person.open(person.town, "category=matter/01001", role="dispatcher")
    person.press("/")
    person.write("30.0005，120.0005020")
    person.wait("document.querySelectorAll('#search-list [role=option]').length === 3")
    expect("GCJ-02" in person.text("#search-list"), "no datum is offered")
    person.press("Enter")
    person.wait(VERDICT)
    expect("99010101001000001" in person.text("#page-verdict"), "another place")


@fact("a category is found by number and by name")
def category(person):
    person.open(person.town, f"at={COVER}", role="dispatcher")
    person.wait(VERDICT)
    for text in ("01001", "供水井盖异"):
        person.press("k")
        person.run("document.querySelector('#category-box').select()")
        person.write(text)
        person.wait("document.querySelector('#category-list [role=option]')"
                    " && [...document.querySelectorAll('#category-list [role=option]')]"
                    ".every(choice => choice.innerText.includes('供水井盖'))")
        person.press("ArrowDown", "Enter")
        person.wait("location.hash.includes('category=matter/01001')")
    person.wait("document.querySelector('#page-verdict').innerText.includes('99010101001000001')")


@fact("the language switches, is kept, and stands in the link")
def language(person):
    person.open(person.town, f"at={COVER}&category=matter/01001", role="dispatcher")
    person.wait(VERDICT)
    person.run("document.querySelector('#language-button').click()")
    person.wait("document.documentElement.lang === 'en'")
    person.wait("document.querySelector('#page-verdict').innerText.includes('Certain')")
    expect("lang=en" in person.run("return location.hash"), "not in the link")
    person.shot("english")
    person.open(person.town, "")
    expect(person.run("return document.documentElement.lang") == "en", "it is forgotten")
    person.run("document.querySelector('#language-button').click()")
    keys = person.run("return Promise.all(['zh', 'en'].map(name => import(`/map/words-${name}.js`)))"
                      ".then(books => books.map(book => Object.keys(book.default).sort()))")
    expect(keys[0] == keys[1], f"not in both: {set(keys[0]) ^ set(keys[1])}")


@fact("the back button goes back to the verdict before")
def back(person):
    person.open(person.town, f"at={COVER}&category=matter/01001", role="dispatcher")
    person.wait(VERDICT)
    person.press("/")
    person.write("120.0015,30.0015")
    person.press("Enter")
    person.wait("location.hash.includes('120.0015')")
    person.run("history.back()")
    person.wait("location.hash.includes('120.000502')")
    person.wait("document.querySelector('#page-verdict').innerText.includes('99010101001000001')")


@fact("the verdict is one printed page with what decided, the place and a picture")
def paper(person):
    person.open(person.town, f"at={TWO_COVERS}&category=matter/01001&map=18/30.0005/120.0035",
                role="dispatcher")
    person.wait("document.querySelectorAll('.candidate').length === 2")
    person.settle()
    pdf = person.pdf("paper")
    expect(len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1, "it has more than one page")
    # What is laid out when printing begins, whoever asks for it.
    person.run("dispatchEvent(new Event('beforeprint'))")
    laid = person.run("return document.querySelector('#paper').textContent")
    for words in ("有争议", "水务集团", "120.0035050", "CGCS2000", "依据", "版"):
        expect(words in laid, f"{words} is not on the paper")
    expect(person.run("return document.querySelector('.paper-map').naturalWidth") > 200, "no picture")
    time.sleep(0.1)
