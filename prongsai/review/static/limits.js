// Limits of an error rate, the same numbers as prongsai.review.intervals and .beta, which say where they are from.
"use strict";

const TINY = 1e-300;
const CLOSE = 1e-15;

// Lanczos, g = 7, nine terms: fifteen digits for x >= 0.5, and here x >= 1.
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function log_gamma(x) {
  let sum = LANCZOS[0];
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i] / (x - 1 + i);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

function off_zero(value) {
  return Math.abs(value) > TINY ? value : TINY;
}

function fraction(x, a, b) {
  let c = 1;
  let d = 1 / off_zero(1 - ((a + b) * x) / (a + 1));
  let total = d;
  for (let m = 1; m < 10000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    for (const term of [even, odd]) {
      d = 1 / off_zero(1 + term * d);
      c = off_zero(1 + term / c);
      total *= c * d;
    }
    if (Math.abs(c * d - 1) < CLOSE) break;
  }
  return total;
}

function beta_share(x, a, b) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  if (x < (a + 1) / (a + b + 2)) return (front * fraction(x, a, b)) / a;
  return 1 - (front * fraction(1 - x, b, a)) / b;
}

function beta_quantile(share, a, b) {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (beta_share(middle, a, b) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

// The normal quantiles that 95 % leaves on one side and on two.
const Z = { 0.05: 1.6448536269514722, 0.025: 1.959963984540054 };

function wilson(wrong, n, tail) {
  const z = Z[tail];
  const share = wrong / n;
  const middle = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const lower = wrong === 0 ? 0 : (middle - half) / (1 + (z * z) / n);
  const upper = wrong === n ? 1 : (middle + half) / (1 + (z * z) / n);
  return [Math.max(0, lower), Math.min(1, upper)];
}

function clopper_pearson(wrong, n, tail) {
  return [
    wrong === 0 ? 0 : beta_quantile(tail, wrong, n - wrong + 1),
    wrong === n ? 1 : beta_quantile(1 - tail, wrong + 1, n - wrong),
  ];
}

// What a row of figures states; null where nothing was judged.
function rate_of(wrong, n) {
  if (n === 0) return null;
  return {
    observed: wrong / n,
    wilson: wilson(wrong, n, 0.025),
    exact: clopper_pearson(wrong, n, 0.025),
    wilson_upper: wilson(wrong, n, 0.05)[1],
    exact_upper: clopper_pearson(wrong, n, 0.05)[1],
  };
}
