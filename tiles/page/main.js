// Puts the page together.
import { chooseLanguage, language, onLanguage, say, startLanguage } from './language.js'
import { link, relink, startLink } from './link.js'
import { onRole, startSession } from './session.js'
import { ask, sentence } from './server.js'
import { addToMap, canDraw, chooseBase, datum, map, redraw, startMap } from './map.js'
import { apply, show as showLayers, startLayers } from './layers.js'
import { startSearch } from './search.js'
import { chooseCategory, startCategories } from './category.js'
import { again, askAbout, close, current, redrawBasis, startVerdicts } from './verdicts.js'
import { print, startPaper } from './paper.js'
import { follow as followMine, startMine } from './mine.js'
import { follow as followDeliveries, showFinding, startDeliveries } from './deliveries.js'
import { findingAt } from './difference.js'
import { choose as showPanelOf, fold, show as showPanel, startPanel, tab } from './panel.js'
import { startKeys } from './keys.js'
import { startNotices } from './notices.js'
import { startLocating } from './locate.js'
import { drawn } from './datum.js'
import { make, one } from './element.js'

start()

async function start() {
  const wanted = startLink(goBack)
  startLanguage(wanted.lang)
  one('#language-button').addEventListener(
    'click',
    () => chooseLanguage(language() === 'en' ? 'zh' : 'en'),
  )
  const [description] = await Promise.all([describe(), startSession()])
  spellPage(description)
  onLanguage(() => {
    spellPage(description)
    relink({ lang: language() === 'en' ? 'en' : '' })
  })
  await startCategories(description.categories, wanted.category, (key) => {
    relink({ category: key }, { isStep: true })
    again()
  })
  await openMap(description, wanted)
  await startLayers(bases(description))
  startPanel((tab) => {
    if (tab === 'deliveries') followDeliveries()
  })
  startVerdicts()
  startMine()
  startDeliveries()
  startPaper(current, description.name ?? '')
  const box = startSearch(found)
  startKeys({ box, print: () => current() && print(current()), close, askAbout })
}

// What the page must know of the city; without it the page says why and goes on.
async function describe() {
  try {
    return await ask('/map.json') ?? {}
  } catch (error) {
    notice(sentence(error))
    return {}
  }
}

// MapLibre draws in web Mercator; a base map in BD-09 has tiles of its own kind.
const bases = ({ baseMaps = [] }) => baseMaps.filter((base) => base.datum !== 'bd09')

async function openMap(description, wanted) {
  if (typeof maplibregl === 'undefined') return plain('plain.missing')
  if (!canDraw()) return plain('plain.says')
  chooseBase(bases(description)[wanted.base ? Number(wanted.base) - 1 : 0] ?? null)
  try {
    await startMap({
      container: 'map',
      view: view(wanted, description.start),
      box: description.box ?? [73, 18, 135, 54],
      isStill: matchMedia('(prefers-reduced-motion: reduce)').matches,
    })
  } catch (error) {
    return notice(say('map.tiles-failed', { reason: error.message }))
  }
  map().on('moveend', remember)
  map().on('click', (event) => {
    const finding = findingAt(event.point)
    if (finding) {
      if (tab() !== 'deliveries') showPanelOf('deliveries')
      return showFinding(finding)
    }
    if (openCount(event.point)) return
    askAbout({ at: event.lngLat.toArray(), crs: datum() })
  })
  map().getCanvas().style.cursor = 'crosshair'
  startNotices(map())
  startLocating(map(), (at, accuracy) => askAbout({ at, accuracy }, { moves: travel }))
  addToMap(() => {
    apply()
    redrawBasis()
  })
  onRole(() => redraw())
  onLanguage(() => redraw())
}

// A number opens up: the map goes to where its members come apart.
function openCount(at) {
  const found = map().getLayer('counts') &&
    map().queryRenderedFeatures(at, { layers: ['counts'] })[0]
  if (!found) return false
  const { west, south, east, north, split } = found.properties
  const middle = drawn([(west + east) / 2, (south + north) / 2], datum())
  map().easeTo({ center: middle, zoom: Math.max(split, map().getZoom() + 1) })
  return true
}

function view({ map: place, at }, start) {
  const [zoom, latitude, longitude] = (place ?? '').split('/').map(Number)
  if (place && [zoom, longitude, latitude].every(Number.isFinite)) {
    return { center: [longitude, latitude], zoom }
  }
  const asked = at?.split(',').map(Number)
  if (asked?.every(Number.isFinite)) return { center: drawn(asked, datum()), zoom: 17 }
  return start ? { center: drawn(start.center, datum()), zoom: start.zoom } : null
}

function remember() {
  const { lng, lat } = map().getCenter()
  relink({ map: `${map().getZoom().toFixed(2)}/${lat.toFixed(6)}/${lng.toFixed(6)}` })
}

// The back button, or another link put into the same page.
function goBack(wanted) {
  chooseLanguage(wanted.lang === 'en' ? 'en' : wanted.lang === 'zh' ? 'zh' : language())
  chooseCategory(wanted.category ?? '')
  const place = view(wanted, null)
  if (place && map()) map().jumpTo(place)
  showLayers()
  apply()
  showPanel()
  followMine()
  followDeliveries()
  again()
}

// Something was found: the map goes there, and the verdict is asked.
function found(hit) {
  if (hit.kind === 'organizations') return showMine(hit.code)
  fold(false)
  const isShifted = hit.crs && hit.crs !== 'cgcs2000'
  if (hit.box && map() && hit.box[0] < hit.box[2]) {
    map().fitBounds(
      [drawn(hit.box.slice(0, 2), datum()), drawn(hit.box.slice(2), datum())].flat(),
      { padding: 60, maxZoom: 17.5 },
    )
  } else if (hit.at && map() && !isShifted) {
    travel(drawn(hit.at, datum()))
  }
  const question = hit.kind === 'components' && hit.code
    ? { code: hit.code }
    : { at: hit.at, crs: hit.crs }
  if (question.at || question.code) {
    askAbout(question, { moves: isShifted || question.code ? travel : null })
  }
}

// An organization is at no place: what it answers for is shown instead.
function showMine(code) {
  relink({ organization: code, post: '', tab: 'mine' }, { isStep: true })
  showPanel()
  followMine()
}

function travel(place) {
  map()?.easeTo({ center: place, zoom: Math.max(map().getZoom(), 17), duration: 500 })
}

function spellPage({ name }) {
  document.title = name ? `${name} · 网格 Wangge` : '网格 Wangge'
  one('#city-name').textContent = name ?? '网格'
  one('#language-button').textContent = say('language.other')
}

function notice(text) {
  one('#map-notice').textContent = text
  one('#map-notice').hidden = !text
}

// Without WebGL 2, or without MapLibre: what is left, and the lists instead.
function plain(reason) {
  const show = () =>
    one('#map-place').replaceChildren(
      make(
        'div',
        { class: 'plain' },
        make('h2', {}, say('plain.title')),
        make('p', {}, say(reason)),
        make('p', {}, make('a', { href: '/collections?f=html' }, say('plain.lists'))),
      ),
    )
  show()
  onLanguage(show)
}
