// The signs of the map, drawn once: each differs by shape as well as by colour, so that nobody has
// to tell red from green. Colours are those of Okabe and Ito, darkened for paper and sunlight.
export const majors = {
  '01': { shape: 'circle', colour: '#0072b2' },
  '02': { shape: 'square', colour: '#d98200' },
  '03': { shape: 'triangle', colour: '#9a3d78' },
  '04': { shape: 'diamond', colour: '#00805d' },
  '05': { shape: 'cross', colour: '#3f3f46' },
}

export const placeLook = { shape: 'house', colour: '#0b7a75' }

// What a row of a delivery becomes: green and red, and a shape for each.
export const changes = {
  new: { shape: 'plus', colour: '#00794f' },
  vanished: { shape: 'times', colour: '#c0262d' },
  moved: { shape: 'arrow', colour: '#1d5fa8' },
  retyped: { shape: 'square', colour: '#b36b00' },
  reowned: { shape: 'diamond', colour: '#8a3b8f' },
  changed: { shape: 'circle', colour: '#44576b' },
  doubtful: { shape: 'question', colour: '#7a4b00' },
}

// How sure a verdict is: a shape, a colour with contrast 4.5 on white, a sign.
export const statuses = {
  certain: { shape: 'circle', colour: '#0b5e8a', sign: '✓' },
  likely: { shape: 'triangle', colour: '#8f5600', sign: '!' },
  contested: { shape: 'diamond', colour: '#8a2470', sign: '?' },
}

const outlines = {
  circle: (p, r) => p.arc(0, 0, r * 0.9, 0, 7),
  square: (p, r) => p.rect(-r * 0.8, -r * 0.8, r * 1.6, r * 1.6),
  triangle: (p, r) => polygon(p, [[0, -r], [r, r * 0.8], [-r, r * 0.8]]),
  diamond: (p, r) => polygon(p, [[0, -r * 1.1], [r * 1.1, 0], [0, r * 1.1], [-r * 1.1, 0]]),
  cross: (p, r) => bars(p, r * 1.0, r * 0.42),
  plus: (p, r) => bars(p, r * 1.05, r * 0.36),
  times: (p, r) => {
    p.rotate(Math.PI / 4)
    bars(p, r * 1.1, r * 0.34)
  },
  arrow: (p, r) =>
    polygon(p, [[-r, -r * 0.35], [0, -r * 0.35], [0, -r], [r, 0], [0, r], [0, r * 0.35], [
      -r,
      r * 0.35,
    ]]),
  house: (p, r) =>
    polygon(p, [
      [0, -r],
      [r, -r * 0.1],
      [r * 0.7, -r * 0.1],
      [r * 0.7, r * 0.9],
      [-r * 0.7, r * 0.9],
      [-r * 0.7, -r * 0.1],
      [-r, -r * 0.1],
    ]),
  question: (p, r) => p.arc(0, 0, r, 0, 7),
}

function polygon(pen, points) {
  points.forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)))
  pen.closePath()
}

function bars(pen, r, w) {
  polygon(pen, [
    [-w, -r],
    [w, -r],
    [w, -w],
    [r, -w],
    [r, w],
    [w, w],
    [w, r],
    [-w, r],
    [-w, w],
    [-r, w],
    [-r, -w],
    [-w, -w],
  ])
}

// Draws a sign on a canvas of its own.
export function sign({ shape, colour }, { pixels = 22, isHollow = false, ratio = 2 } = {}) {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = pixels * ratio
  const pen = canvas.getContext('2d')
  pen.scale(ratio, ratio)
  pen.translate(pixels / 2, pixels / 2)
  pen.beginPath()
  outlines[shape](pen, pixels * 0.33)
  pen.lineJoin = 'round'
  pen.strokeStyle = '#fff'
  pen.lineWidth = pixels * 0.16
  pen.stroke()
  pen.fillStyle = isHollow ? '#fff' : colour
  pen.fill()
  if (isHollow) {
    pen.strokeStyle = '#b3261e'
    pen.lineWidth = pixels * 0.1
    pen.stroke()
  }
  if (shape === 'question') {
    pen.fillStyle = '#fff'
    pen.font = `bold ${pixels * 0.5}px sans-serif`
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.fillText('?', 0, pixels * 0.03)
  }
  return canvas
}

// Gives the map every image that its style names.
export function addSymbols(map) {
  for (const [major, look] of Object.entries(majors)) {
    add(map, `major-${major}`, sign(look))
    add(map, `unowned-${major}`, sign(look, { isHollow: true }))
  }
  for (const [kind, look] of Object.entries(changes)) add(map, `change-${kind}`, sign(look))
  add(map, 'place', sign(placeLook, { pixels: 18 }))
  add(map, 'count', disc(), { pixelRatio: 4 })
  add(map, 'hatch', hatch())
  add(map, 'left-out', plate(), {
    content: [6, 6, 26, 26],
    stretchX: [[8, 24]],
    stretchY: [[8, 24]],
    pixelRatio: 1,
  })
}

function add(map, name, canvas, options = { pixelRatio: 2 }) {
  if (map.hasImage(name)) return
  const { width, height } = canvas
  map.addImage(name, canvas.getContext('2d').getImageData(0, 0, width, height), options)
}

// A disc of 16 pixels across, for numbers; the style makes it as large as the number wants.
function disc() {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 64
  const pen = canvas.getContext('2d')
  pen.beginPath()
  pen.arc(32, 32, 29.5, 0, 7)
  pen.fillStyle = '#1b4f72'
  pen.fill()
  pen.strokeStyle = '#fff'
  pen.lineWidth = 4
  pen.stroke()
  return canvas
}

// Red strokes on nothing: where nobody answers.
export function hatch() {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 16
  const pen = canvas.getContext('2d')
  pen.strokeStyle = '#b3261e'
  pen.lineWidth = 2.5
  pen.beginPath()
  for (const from of [-16, 0, 16]) {
    pen.moveTo(from - 2, 18)
    pen.lineTo(from + 18, -2)
  }
  pen.stroke()
  return canvas
}

function plate() {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 32
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#fff4d6'
  pen.strokeStyle = '#8f5600'
  pen.lineWidth = 2
  pen.beginPath()
  pen.roundRect(2, 2, 28, 28, 6)
  pen.fill()
  pen.stroke()
  return canvas
}
