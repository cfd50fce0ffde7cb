"""More facts: what is mine, deliveries, phones, old browsers, broken sessions."""

import time

from facts import COVER, VERDICT, expect, fact

# A new cover, one that moved, and one of an unknown owner.
DELIVERY = """code,category,name,owner,lon,lat
99010101001000011,component/01001,东门井盖,SW,120.0003,30.0003
99010201001000002,component/01001,一处两盖之甲,SW,120.0036,30.0005
99010101001000013,component/01001,河边井盖,NOBODY,120.0009,30.0004
"""


@fact("what is mine is counted and lit up, by organization")
def mine(person):
    person.open(person.town, "tab=mine&map=17/30.001/120.002", role="viewer")
    person.run("document.querySelector('#mine-code').focus()")
    person.write("SW")
    person.press("Enter")
    person.wait("document.querySelector('#page-mine .counts, #page-mine .warning')")
    expect("部件" in person.text("#page-mine"), person.text("#page-mine"))
    person.shot("mine")


@fact("a delivery shows its difference and findings; publish and undo say first what happens")
def delivery(person):
    path = "/v1/deliveries?layer=components&filename=new.csv&crs=EPSG:4490&wait=true"
    name = person.town.ask(path, data=DELIVERY.encode())["delivery"]
    person.open(person.town, f"tab=deliveries&delivery={name}&map=17/30.0005/120.002", role="surveyor")
    person.wait("document.querySelector('#page-deliveries .findings')")
    shown = person.text("#page-deliveries")
    for words in ("新增", "移动", "NOBODY", "第 4 行"):
        expect(words in shown, f"{words} is not shown: {shown}")
    person.shot("delivery")
    person.run("document.querySelector('#page-deliveries .findings button').click()")
    person.wait("document.querySelector('#page-deliveries button.main')")
    person.run("document.querySelector('#page-deliveries button.main').click()")
    person.wait("document.querySelector('#confirm').open")
    expect("新增 1" in person.text("#confirm"), person.text("#confirm"))
    person.shot("publish")
    person.run("document.querySelector('#without').click()")
    person.run("document.querySelector('#confirm .main').click()")
    person.wait("document.querySelector('#page-deliveries').innerText.includes('已发布为第')")
    person.open(person.town, "tab=deliveries", role="surveyor")
    person.wait("document.querySelector('.editions button')")
    person.run("document.querySelector('.editions button').click()")
    person.wait("document.querySelector('#confirm').open")
    expect("反向变更" in person.text("#confirm"), person.text("#confirm"))
    person.shot("undo")
    person.run("document.querySelector('#confirm .main').click()")
    person.wait("document.querySelector('#page-deliveries').innerText.includes('已撤销')")


@fact("every text has a contrast of 4.5 and every button a name")
def contrast(person):
    for tab in ("verdict", "layers", "deliveries"):
        person.open(person.town, f"at={COVER}&category=matter/01001&tab={tab}", role="surveyor-and-all")
        time.sleep(1)
        pale = person.run(PALE)
        expect(not pale, f"too pale on {tab}: {pale}")
    nameless = person.run("""return [...document.querySelectorAll('button, input, select, a')]
        .filter(node => node.offsetParent && !(node.innerText || node.ariaLabel || node.title
            || node.labels?.length)).map(node => node.outerHTML)""")
    expect(not nameless, f"without a name: {nameless}")


PALE = """
const bright = colour => {
  const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const ground = node => {
  for (let at = node; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor
    if (!/, 0(\\.\\d+)?\\)$/.test(colour) && colour !== 'transparent') return colour
  }
  return 'rgb(255, 255, 255)'
}
const found = []
for (const node of document.querySelectorAll('header *, .panel *')) {
  const own = [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim())
  if (!own || !node.offsetParent || node.disabled || node.closest('.unseen, .closed')) continue
  const [a, b] = [bright(getComputedStyle(node).color), bright(ground(node))].sort((x, y) => y - x)
  if ((a + 0.05) / (b + 0.05) < 4.5) found.push(`${node.textContent.trim()}: ${((a + 0.05) / (b + 0.05)).toFixed(2)}`)
}
return found"""


@fact("a session that was taken away says so and asks to sign in")
def expired(person):
    person.open(person.town, "map=17/30.0005/120.0005", role="dispatcher")
    person.town.revoke("dispatcher")
    time.sleep(2.2)
    person.click_map()
    person.wait("document.querySelector('#sign-in').open")
    expect("过期" in person.text("#sign-in"), person.text("#sign-in"))
    person.complaints(but="401")


@fact("360 pixels hold everything: nothing scrolls sideways, map and verdict stand together")
def phone(person):
    for tab in ("verdict", "layers", "mine", "deliveries"):
        person.open(person.town, f"at={COVER}&category=matter/01001&tab={tab}", role="phone", is_phone=True)
        if tab == "verdict":
            person.wait(VERDICT)
        wide = person.run("return [document.documentElement.scrollWidth,"
                          " Math.max(...[...document.querySelectorAll('.page:not([hidden])')]"
                          ".map(page => page.scrollWidth))]")
        expect(max(wide) <= 360, f"{tab} is {wide} wide")
        person.shot(f"phone-{tab}")
    heights = person.run("return ['#map', '.panel'].map(name =>"
                         " document.querySelector(name).getBoundingClientRect().height)")
    expect(min(heights) > 150, f"map and panel are {heights} high")


@fact("without WebGL 2 the page says so, offers the lists, and still gives verdicts")
def plain(person):
    person.open(person.town, f"at={COVER}&category=matter/01001", role="dispatcher", has_webgl=False)
    person.wait("document.querySelector('.plain a[href*=\"collections\"]')")
    person.wait(VERDICT)
    expect("WebGL" in person.text(".plain"), person.text(".plain"))
    person.shot("plain")
