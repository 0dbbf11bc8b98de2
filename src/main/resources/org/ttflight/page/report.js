'use strict';
(function () {
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById('data').textContent);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let printing = false;
  const charts = [];

  // Colours that people with any kind of colour vision tell apart (Okabe and Ito), on light and on dark.
  const LIGHT = ['#0072b2', '#d55e00', '#009e73', '#b8478f', '#a67c00', '#3d8fbf', '#6b6b6b', '#7a3b00', '#4b3f9e', '#006650'];
  const DARK = ['#56b4e9', '#f08a4b', '#2ec79b', '#e29ac4', '#f0c04a', '#9ad4f5', '#b5b5b5', '#c9a27a', '#a9a0f5', '#8fd9c0'];
  const isDark = () => dark.matches && !printing;
  const look = () => isDark()
    ? { text: '#b9c0c9', grid: '#30363d', bad: '#ff7b72', warning: '#e3b341', lines: DARK, back: '#22272e', strong: '#e6edf3' }
    : { text: '#4a5159', grid: '#e3e6ea', bad: '#b3261e', warning: '#8a6100', lines: LIGHT, back: '#ffffff', strong: '#1c2127' };

  const two = (n) => String(n).padStart(2, '0');
  function clock(millis, seconds) {
    const t = new Date(millis);
    return two(t.getUTCHours()) + ':' + two(t.getUTCMinutes()) + (seconds ? ':' + two(t.getUTCSeconds()) : '');
  }
  const day = (millis) => new Date(millis).toISOString().slice(5, 10);
  function bytes(value) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    let unit = 0;
    while (Math.abs(value) >= 1023.95 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return (unit === 0 || value % 1 === 0 ? Math.round(value) : value.toFixed(1)) + ' ' + units[unit];
  }
  function amount(value, unit) {
    switch (unit) {
      case 'bytes': return bytes(value);
      case 'bytes/s': return bytes(value) + '/s';
      case '1/s': return (value < 10 ? +value.toFixed(1) : Math.round(value)).toLocaleString('en') + '/s';
      default: return +value.toFixed(1) + ' ' + unit;
    }
  }

  const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 604800];
  function timeTicks(axis) {
    const wanted = Math.max(2, Math.floor(axis.width / 90));
    const span = axis.max - axis.min;
    const step = 1000 * (STEPS.find((s) => span / (s * 1000) <= wanted) || 2592000);
    axis.ticks = [];
    for (let at = Math.ceil(axis.min / step) * step; at <= axis.max; at += step) {
      axis.ticks.push({ value: at });
    }
    axis.stepMillis = step;
  }
  function byteTicks(axis) {
    const step = Math.pow(2, Math.ceil(Math.log2(Math.max(1, axis.max / 6))));
    axis.ticks = [];
    for (let at = 0; at <= axis.max + step / 2; at += step) {
      axis.ticks.push({ value: at });
    }
    axis.max = axis.ticks[axis.ticks.length - 1].value;
  }

  // Of each line the last point before the pointer: lines do not have points at the same times.
  Chart.Interaction.modes.held = function (chart, event) {
    const x = chart.scales.x.getValueForPixel(event.x);
    const items = [];
    chart.getSortedVisibleDatasetMetas().forEach(function (meta) {
      const points = chart.data.datasets[meta.index].data;
      let low = 0;
      let high = points.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (points[middle].x <= x) low = middle; else high = middle - 1;
      }
      if (points.length && points[low].x <= x && points[low].y !== null && !chart.data.datasets[meta.index].isLimit) {
        items.push({ element: meta.data[low], datasetIndex: meta.index, index: low });
      }
    });
    return items;
  };

  const marks = {
    id: 'marks',
    afterDatasetsDraw(chart) {
      const { ctx, chartArea, scales } = chart;
      const colours = look();
      ctx.save();
      chart.marks.forEach(function (mark) {
        const x = scales.x.getPixelForValue(mark.time);
        if (x < chartArea.left || x > chartArea.right) return;
        ctx.strokeStyle = ctx.fillStyle = mark.severity === 'bad' ? colours.bad : colours.warning;
        ctx.lineWidth = 1;
        ctx.setLineDash(mark.severity === 'bad' ? [] : [2, 3]);
        ctx.beginPath();
        ctx.moveTo(x, chartArea.top);
        ctx.lineTo(x, chartArea.bottom);
        ctx.stroke();
        ctx.beginPath();
        ctx.moveTo(x - 4, chartArea.top - 5);
        ctx.lineTo(x + 4, chartArea.top - 5);
        ctx.lineTo(x, chartArea.top + 2);
        ctx.fill();
      });
      ctx.restore();
    }
  };
  function marksNear(chart, items) {
    if (!items.length) return [];
    const pixel = chart.tooltip.caretX;
    return chart.marks
      .filter((mark) => Math.abs(chart.scales.x.getPixelForValue(mark.time) - pixel) < 8)
      .map((mark) => clock(mark.time, true) + '  ' + mark.text);
  }

  const lonely = (context) => {
    const points = context.dataset.data;
    const known = (at) => points[at] !== undefined && points[at].y !== null;
    return known(context.dataIndex - 1) || known(context.dataIndex + 1) ? 0 : 2;
  };

  function datasets(spec) {
    const colours = look();
    const all = [];
    spec.lines.forEach(function (line, at) {
      const colour = colours.lines[at % colours.lines.length];
      all.push({
        label: line.name,
        data: line.points.map((point) => ({ x: point[0], y: point[1] })),
        borderColor: colour,
        backgroundColor: colour,
        borderWidth: at === 0 || spec.device === null ? 1.75 : 1.25
      });
      if (line.limit !== null) {
        all.push({
          label: (spec.unit === 'bytes' ? 'capacity ' : 'limit ') + amount(line.limit, spec.unit) +
            (spec.lines.length > 1 && spec.device === null ? ' (' + line.name + ')' : ''),
          data: [{ x: data.from, y: line.limit }, { x: data.until, y: line.limit }],
          borderColor: colour,
          backgroundColor: colour,
          borderWidth: 1.25,
          borderDash: [6, 4],
          isLimit: true
        });
      }
    });
    return all;
  }

  function scales(spec) {
    const colours = look();
    const isBytes = spec.unit.startsWith('bytes');
    const ticks = { color: colours.text, font: { size: 11 } };
    return {
      x: {
        type: 'linear',
        min: data.from,
        max: Math.max(data.until, data.from + 1000),
        afterBuildTicks: timeTicks,
        grid: { color: colours.grid },
        ticks: Object.assign({
          maxRotation: 0,
          autoSkip: true,
          callback(value) {
            const step = this.stepMillis || 1000;
            if (step >= 86400000) return day(value);
            return value % 86400000 === 0 ? day(value) : clock(value, step < 60000);
          }
        }, ticks)
      },
      y: {
        type: 'linear',
        beginAtZero: spec.unit !== '°C',
        grace: spec.unit === '°C' ? '5%' : 0,
        afterBuildTicks: isBytes ? byteTicks : undefined,
        grid: { color: colours.grid },
        ticks: Object.assign({ callback: (value) => amount(value, spec.unit), maxTicksLimit: 8 }, ticks)
      }
    };
  }

  function draw(spec) {
    const canvas = document.getElementById(spec.id);
    const colours = look();
    const chart = new Chart(canvas, {
      type: 'line',
      data: { datasets: datasets(spec) },
      plugins: [{
        id: 'given',
        beforeInit(made) {
          made.marks = data.marks.filter((mark) => spec.device === null || mark.device === null || mark.device === spec.device);
        }
      }, marks],
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        parsing: false,
        normalized: true,
        spanGaps: false,
        interaction: { mode: 'held', intersect: false },
        elements: { line: { tension: 0 }, point: { radius: lonely, hitRadius: 0, hoverRadius: 3 } },
        layout: { padding: { top: 6 } },
        scales: scales(spec),
        plugins: {
          legend: { position: 'bottom', labels: { color: colours.text, boxWidth: 18, boxHeight: 2, font: { size: 11 } } },
          tooltip: {
            backgroundColor: colours.strong,
            titleColor: colours.back,
            bodyColor: colours.back,
            footerColor: colours.back,
            callbacks: {
              title: (items) => items.length ? new Date(items[0].chart.scales.x.getValueForPixel(items[0].chart.tooltip.caretX || items[0].element.x)).toISOString().replace('T', ' ').slice(0, 19) + ' UTC' : '',
              label: (item) => ' ' + item.dataset.label + ': ' + amount(item.parsed.y, spec.unit),
              footer: (items) => items.length ? marksNear(items[0].chart, items) : []
            }
          }
        }
      }
    });
    chart.spec = spec;
    charts.push(chart);
    root.dataset.chartsDrawn = String(charts.length);
  }

  function recolour() {
    charts.forEach(function (chart) {
      const colours = look();
      const fresh = datasets(chart.spec);
      chart.data.datasets.forEach(function (set, at) {
        set.borderColor = fresh[at].borderColor;
        set.backgroundColor = fresh[at].backgroundColor;
      });
      ['x', 'y'].forEach(function (axis) {
        chart.options.scales[axis].grid.color = colours.grid;
        chart.options.scales[axis].ticks.color = colours.text;
      });
      chart.options.plugins.legend.labels.color = colours.text;
      const tooltip = chart.options.plugins.tooltip;
      tooltip.backgroundColor = colours.strong;
      tooltip.titleColor = tooltip.bodyColor = tooltip.footerColor = colours.back;
      chart.update('none');
    });
  }

  root.classList.add('js');
  root.dataset.charts = String(data.charts.length);
  root.dataset.chartsDrawn = '0';
  data.charts.forEach(function (spec) {
    const closed = document.getElementById(spec.id).closest('details:not([open])');
    if (closed) {
      closed.addEventListener('toggle', () => draw(spec), { once: true });
      root.dataset.charts = String(Number(root.dataset.charts) - 1);
    } else {
      draw(spec);
    }
  });
  dark.addEventListener('change', recolour);
  addEventListener('beforeprint', function () {
    printing = true;
    recolour();
    charts.forEach((chart) => chart.resize(640, 220));
  });
  addEventListener('afterprint', function () {
    printing = false;
    recolour();
    charts.forEach((chart) => chart.resize());
  });
})();
