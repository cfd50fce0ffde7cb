// Small geometry of the page, in degrees.
const metresOfDegree = 111320

export const point = (place, properties = {}) => feature('Point', place, properties)
export const line = (places, properties = {}) => feature('LineString', places, properties)

function feature(type, coordinates, properties) {
  return { type: 'Feature', properties, geometry: { type, coordinates } }
}

// A circle of so many metres, round within a thousandth as far as a city reaches.
export function circle([longitude, latitude], metres, properties = {}) {
  const up = metres / metresOfDegree, across = up / Math.cos(latitude * Math.PI / 180)
  const ring = Array.from({ length: 65 }, (_, i) => {
    const turn = i / 32 * Math.PI
    return [longitude + across * Math.cos(turn), latitude + up * Math.sin(turn)]
  })
  return feature('Polygon', [ring], properties)
}

// The vertices of a geometry, in order.
export function* vertices(part) {
  if (typeof part[0] === 'number') yield part
  else for (const inner of part) yield* vertices(inner)
}

// West, south, east, north.
export function box(geometry) {
  const bounds = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of vertices(geometry.coordinates)) {
    bounds[0] = Math.min(bounds[0], x)
    bounds[1] = Math.min(bounds[1], y)
    bounds[2] = Math.max(bounds[2], x)
    bounds[3] = Math.max(bounds[3], y)
  }
  return bounds
}

// The place of a line's or outline's edges that is nearest to another place.
export function nearest([x, y], geometry) {
  if (geometry.type === 'Point') return geometry.coordinates
  const squeeze = Math.cos(y * Math.PI / 180)
  let best = null, least = Infinity
  const lines = geometry.type === 'LineString'
    ? [geometry.coordinates]
    : geometry.type === 'MultiPolygon'
    ? geometry.coordinates.flat()
    : geometry.coordinates
  for (const places of lines) {
    for (let i = 1; i < places.length; i += 1) {
      const [ax, ay] = places[i - 1], [bx, by] = places[i]
      const dx = (bx - ax) * squeeze, dy = by - ay
      const along = ((x - ax) * squeeze * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)
      const part = Math.max(0, Math.min(1, along))
      const place = [ax + (bx - ax) * part, ay + (by - ay) * part]
      const away = ((place[0] - x) * squeeze) ** 2 + (place[1] - y) ** 2
      if (away < least) [least, best] = [away, place]
    }
  }
  return best
}
