// GCJ-02, the shifted system of Chinese base maps, so that what the register says in CGCS2000 is
// drawn where such a base map shows it. The formula is the one that is published everywhere; the
// server's own is what answers rest on: every question about a place is asked with its `crs`.
const axis = 6378245, eccentricity = 0.00669342162296594323
const pi = Math.PI

function wave(a, b) {
  return (20 * Math.sin(6 * a * pi) + 20 * Math.sin(2 * a * pi)) * 2 / 3 +
    (20 * Math.sin(b * pi) + 40 * Math.sin(b / 3 * pi)) * 2 / 3
}

function northing(x, y) {
  return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) +
    wave(x, y) + (160 * Math.sin(y / 12 * pi) + 320 * Math.sin(y * pi / 30)) * 2 / 3
}

function easting(x, y) {
  return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) +
    wave(x, x) + (150 * Math.sin(x / 12 * pi) + 300 * Math.sin(x / 30 * pi)) * 2 / 3
}

// CGCS2000 degrees to GCJ-02 degrees.
export function shifted([longitude, latitude]) {
  const x = longitude - 105, y = latitude - 35
  const radians = latitude / 180 * pi
  const magic = 1 - eccentricity * Math.sin(radians) ** 2, root = Math.sqrt(magic)
  return [
    longitude + easting(x, y) * 180 / (axis / root * Math.cos(radians) * pi),
    latitude + northing(x, y) * 180 / (axis * (1 - eccentricity) / (magic * root) * pi),
  ]
}

// GCJ-02 degrees to CGCS2000 degrees, within a centimetre.
export function unshifted(place) {
  let guess = place
  for (let turn = 0; turn < 3; turn += 1) {
    const [longitude, latitude] = shifted(guess)
    guess = [guess[0] + place[0] - longitude, guess[1] + place[1] - latitude]
  }
  return guess
}

// A place as the map shows it, in the datum of its base map.
export const drawn = (place, datum) => (datum === 'gcj02' ? shifted(place) : place)

// A place of the map in CGCS2000.
export const registered = (place, datum) => (datum === 'gcj02' ? unshifted(place) : place)

// A whole geometry as the map shows it.
export function drawnGeometry(geometry, datum) {
  if (datum !== 'gcj02') return geometry
  const move = (part) => (typeof part[0] === 'number' ? shifted(part) : part.map(move))
  return { ...geometry, coordinates: move(geometry.coordinates) }
}
