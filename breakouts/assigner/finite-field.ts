/** Sums and products of q things, of which any two differ by one alone: a field where q is a power of a prime. */
export interface Group {
  readonly order: number;
  /** At one * order + other. */
  readonly sum: Int32Array;
  readonly minus: Int32Array;
  /** Null where there is no field of so many. */
  readonly product: Int32Array | null;
}

/** The field where there is one, else the numbers around a clock. */
export function groupOf(order: number): Group {
  const prime = onlyPrimeOf(order);
  return prime === null || order === 1 ? clock(order) : field(order, prime);
}

function clock(order: number): Group {
  const sum = table(order, (one, other) => (one + other) % order);
  return { order, sum, minus: inverses(order, sum), product: null };
}

/** Polynomials over the numbers modulo a prime, as digits of a number, modulo one that has no factors. */
function field(order: number, prime: number): Group {
  const sum = table(order, (one, other) => {
    let [result, place, left, right] = [0, 1, one, other];
    for (; left > 0 || right > 0; place *= prime) {
      result += (((left % prime) + (right % prime)) % prime) * place;
      left = Math.floor(left / prime);
      right = Math.floor(right / prime);
    }
    return result;
  });
  for (let modulus = order; modulus < 2 * order; modulus++) {
    const product = table(order, (one, other) => times(one, other, order, prime, modulus, sum));
    if (hasNoFactors(order, product)) return { order, sum, minus: inverses(order, sum), product };
  }
  return clock(order);
}

/** `modulus` is order + the polynomial that x^degree counts as, with its sign turned. */
function times(one: number, other: number, order: number, prime: number, modulus: number, sum: Int32Array): number {
  let result = 0;
  let shifted = one;
  for (let left = other; left > 0; left = Math.floor(left / prime)) {
    for (let digit = left % prime; digit > 0; digit--) result = sum[result * order + shifted] as number;
    const top = Math.floor(shifted / (order / prime));
    shifted = (shifted % (order / prime)) * prime;
    for (let carry = 0; carry < top; carry++) shifted = sum[shifted * order + (modulus - order)] as number;
  }
  return result;
}

function hasNoFactors(order: number, product: Int32Array): boolean {
  for (let one = 1; one < order; one++) {
    for (let other = 1; other < order; other++) if (product[one * order + other] === 0) return false;
  }
  return true;
}

function table(order: number, of: (one: number, other: number) => number): Int32Array {
  return Int32Array.from({ length: order * order }, (_, at) => of(Math.floor(at / order), at % order));
}

function inverses(order: number, sum: Int32Array): Int32Array {
  return Int32Array.from({ length: order }, (_, one) => sum.subarray(one * order, (one + 1) * order).indexOf(0));
}

function onlyPrimeOf(order: number): number | null {
  let prime = 2;
  while (prime * prime <= order && order % prime !== 0) prime++;
  if (order % prime !== 0) prime = order;
  let rest = order;
  while (rest > 1 && rest % prime === 0) rest /= prime;
  return rest === 1 ? prime : null;
}
