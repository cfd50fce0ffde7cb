// The `glyphs` protocol: signed distance fields of letters, drawn by the browser's own fonts and
// packed as the protocol buffer that a style's glyphs have. So no font is fetched from anywhere.
//
// Distances are worked out as in Felzenszwalb and Huttenlocher, "Distance transforms of sampled
// functions", exactly and in linear time.
const size = 24, border = 3, radius = 8, cutoff = 0.25
// How far a letter's box stands below the top of its line, as the renderer takes it.
const topOfLine = 27
const families = '"Helvetica Neue","Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif'
const made = new Map()

export function addGlyphs(maplibregl) {
  maplibregl.addProtocol('glyphs', async (request) => {
    const [stack, range] = decodeURI(request.url).replace('glyphs://', '').split('/')
    const key = `${stack}/${range}`
    if (!made.has(key)) made.set(key, pack(stack, range))
    // The renderer takes the buffer away, so it is given a copy.
    return { data: made.get(key).slice().buffer }
  })
}

function pack(stack, range) {
  const [first, last] = range.split('-').map(Number)
  const pen = new Pen(stack.includes('bold') ? 'bold' : 'normal')
  const glyphs = []
  for (let code = first; code <= last; code += 1) {
    if (isDrawable(code)) glyphs.push(field(3, message(pen.draw(code))))
  }
  const name = new TextEncoder().encode(stack), extent = new TextEncoder().encode(range)
  return joined([field(1, joined([field(1, name), field(2, extent), ...glyphs]))])
}

const isDrawable = (code) =>
  code >= 32 && !(code >= 127 && code < 160) && !(code >= 0xd800 && code < 0xe000)

class Pen {
  constructor(weight) {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = size * 3
    this.sheet = canvas.getContext('2d', { willReadFrequently: true })
    this.sheet.font = `${weight} ${size}px ${families}`
    this.sheet.textBaseline = 'alphabetic'
    this.sheet.fillStyle = '#000'
  }

  draw(code) {
    const letter = String.fromCharCode(code), sheet = this.sheet
    const metrics = sheet.measureText(letter)
    const ascent = Math.max(0, Math.ceil(metrics.actualBoundingBoxAscent))
    const descent = Math.max(-ascent, Math.ceil(metrics.actualBoundingBoxDescent))
    const left = Math.floor(-metrics.actualBoundingBoxLeft)
    const width = Math.min(size * 2, Math.max(0, Math.ceil(metrics.actualBoundingBoxRight) - left))
    const height = Math.min(size * 2, Math.max(0, ascent + descent))
    const glyph = {
      code,
      width,
      height,
      left,
      top: ascent - topOfLine,
      advance: Math.round(metrics.width),
    }
    if (width > 0 && height > 0) {
      sheet.clearRect(0, 0, size * 3, size * 3)
      sheet.fillText(letter, border - left, border + ascent)
      const ink = sheet.getImageData(0, 0, width + 2 * border, height + 2 * border)
      glyph.bitmap = distances(ink)
    }
    return glyph
  }
}

// Distances to the outline, 192 on it, more inside, less outside.
function distances({ data, width, height }) {
  const far = 1e20,
    outer = new Float64Array(width * height),
    inner = new Float64Array(width * height)
  for (let i = 0; i < outer.length; i += 1) {
    const ink = data[4 * i + 3] / 255
    const edge = 0.5 - ink
    outer[i] = ink === 1 ? 0 : ink === 0 ? far : Math.max(0, edge) ** 2
    inner[i] = ink === 1 ? far : ink === 0 ? 0 : Math.max(0, -edge) ** 2
  }
  transform(outer, width, height)
  transform(inner, width, height)
  return Uint8Array.from(outer, (_, i) => {
    const distance = Math.sqrt(outer[i]) - Math.sqrt(inner[i])
    return Math.max(0, Math.min(255, Math.round(255 - 255 * (distance / radius + cutoff))))
  })
}

function transform(grid, width, height) {
  for (let x = 0; x < width; x += 1) line(grid, x, width, height)
  for (let y = 0; y < height; y += 1) line(grid, y * width, 1, width)
}

function line(grid, offset, stride, length) {
  const f = Float64Array.from({ length }, (_, i) => grid[offset + i * stride])
  const v = new Int32Array(length), z = new Float64Array(length + 1)
  let k = 0
  z[0] = -Infinity
  z[1] = Infinity
  for (let q = 1; q < length; q += 1) {
    let s
    do {
      const r = v[k]
      s = (f[q] - f[r] + q * q - r * r) / (q - r) / 2
    } while (s <= z[k] && --k > -1)
    k += 1
    v[k] = q
    z[k] = s
    z[k + 1] = Infinity
  }
  for (let q = 0, j = 0; q < length; q += 1) {
    while (z[j + 1] < q) j += 1
    grid[offset + q * stride] = f[v[j]] + (q - v[j]) ** 2
  }
}

// The protocol buffer of one glyph, and its parts.

function message(glyph) {
  const parts = [whole(1, glyph.code)]
  if (glyph.bitmap) parts.push(field(2, glyph.bitmap))
  parts.push(
    whole(3, glyph.width),
    whole(4, glyph.height),
    whole(5, zigzag(glyph.left)),
    whole(6, zigzag(glyph.top)),
    whole(7, glyph.advance),
  )
  return joined(parts)
}

const zigzag = (value) => (value < 0 ? -2 * value - 1 : 2 * value)
const whole = (number, value) => Uint8Array.from([number << 3, ...varint(value)])
const field = (number, bytes) =>
  joined([Uint8Array.from([number << 3 | 2, ...varint(bytes.length)]), bytes])

function varint(value) {
  const bytes = []
  for (; value > 127; value = Math.floor(value / 128)) bytes.push(value % 128 | 128)
  return [...bytes, value]
}

function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let place = 0
  for (const part of parts) {
    bytes.set(part, place)
    place += part.length
  }
  return bytes
}
