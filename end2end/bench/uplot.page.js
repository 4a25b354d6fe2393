// Eight uPlots below one another that zoom like the chart of a recording. The address says whose data they draw.
import uPlot from './uPlot.esm.js';

const address = new URLSearchParams(location.search);
const [width, height] = ['width', 'height'].map((side) => Number(address.get(side)));
/** As in app/src/chart/gesture.rs. */
const ZOOM_PER_PX = 0.002;

const answer = await fetch(address.get('data'), { headers: { accept: 'application/json' } });
const { from_ms: from, to_ms: to, channels } = await answer.json();
const whole = { min: from, max: to };
const cursor = { sync: { key: 'recording' }, drag: { x: false, y: false } };

const charts = channels.map(({ channel, lines }, lane) => {
  // Between unbroken lines is a gap.
  const points = lines.flatMap((line, i) => (i > 0 ? [[line[0][0], null], ...line] : line));
  const [times, values] = [0, 1].map((side) => points.map((point) => point[side]));
  const measured = values.filter((value) => value !== null);
  // The lanes of a recording keep their range while the window changes.
  const range = [measured.reduce((a, b) => Math.min(a, b)), measured.reduce((a, b) => Math.max(a, b))];
  const options = {
    width,
    height: Math.floor(height / channels.length),
    cursor,
    legend: { show: false },
    scales: { x: { time: false, range: (_, min, max) => [min, max] }, y: { range } },
    axes: [{ show: lane === channels.length - 1 }, { label: channel, labelSize: 12 }],
    series: [{}, { label: channel, stroke: 'steelblue', points: { show: false } }],
  };
  return new uPlot(options, [times, values], document.querySelector('main'));
});

let shown = whole;
document.querySelector('main').addEventListener('wheel', (event) => {
  event.preventDefault();
  const about = charts[0].posToVal(event.clientX - charts[0].over.getBoundingClientRect().left, 'x');
  const factor = Math.exp(event.deltaY * ZOOM_PER_PX);
  shown = {
    min: Math.max(whole.min, about - (about - shown.min) * factor),
    max: Math.min(whole.max, about + (shown.max - about) * factor),
  };
  for (const chart of charts) chart.setScale('x', shown);
}, { passive: false });

// What the benchmark waits for.
document.documentElement.dataset.points = channels.map(({ lines }) => lines.flat().length).join(' ');
