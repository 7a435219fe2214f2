//! Special functions with the same result on every platform, for building tables.

/// Quantile of the standard normal distribution, 0 < u < 1 (Wichura 1988, algorithm AS 241, PPND16).
pub fn normal_quantile(u: f64) -> f64 {
    let polynomial = |x: f64, c: [f64; 8]| c.iter().rev().fold(0.0, |sum, c| sum * x + c);
    let q = u - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * polynomial(
            r,
            [
                3.387_132_872_796_366_5,
                1.331_416_678_917_843_8e2,
                1.971_590_950_306_551_3e3,
                1.373_169_376_550_946e4,
                4.592_195_393_154_987e4,
                6.726_577_092_700_87e4,
                3.343_057_558_358_813e4,
                2.509_080_928_730_122_7e3,
            ],
        ) / polynomial(
            r,
            [
                1.0,
                4.231_333_070_160_091e1,
                6.871_870_074_920_579e2,
                5.394_196_021_424_751e3,
                2.121_379_430_158_659_7e4,
                3.930_789_580_009_271e4,
                2.872_908_573_572_194_3e4,
                5.226_495_278_852_545e3,
            ],
        );
    }
    let r = libm::sqrt(-libm::log(u.min(1.0 - u)));
    let z = if r <= 5.0 {
        polynomial(
            r - 1.6,
            [
                1.423_437_110_749_683_5,
                4.630_337_846_156_546,
                5.769_497_221_460_691,
                3.647_848_324_763_204_5,
                1.270_458_252_452_368_4,
                2.417_807_251_774_506e-1,
                2.272_384_498_926_918_4e-2,
                7.745_450_142_783_414e-4,
            ],
        ) / polynomial(
            r - 1.6,
            [
                1.0,
                2.053_191_626_637_759,
                1.676_384_830_183_803_8,
                6.897_673_349_851e-1,
                1.481_039_764_274_800_8e-1,
                1.519_866_656_361_645_7e-2,
                5.475_938_084_995_345e-4,
                1.050_750_071_644_416_9e-9,
            ],
        )
    } else {
        polynomial(
            r - 5.0,
            [
                6.657_904_643_501_103,
                5.463_784_911_164_114,
                1.784_826_539_917_291_3,
                2.965_605_718_285_049e-1,
                2.653_218_952_657_612_4e-2,
                1.242_660_947_388_078_4e-3,
                2.711_555_568_743_487_6e-5,
                2.010_334_399_292_288_1e-7,
            ],
        ) / polynomial(
            r - 5.0,
            [
                1.0,
                5.998_322_065_558_88e-1,
                1.369_298_809_227_358e-1,
                1.487_536_129_085_061_5e-2,
                7.868_691_311_456_133e-4,
                1.846_318_317_510_054_8e-5,
                1.421_511_758_316_446e-7,
                2.044_263_103_389_939_8e-15,
            ],
        )
    };
    if q < 0.0 { -z } else { z }
}

/// Share of a gamma distribution with scale 1 below x: series below shape + 1, Lentz's continued fraction above
/// (Press et al., Numerical Recipes, section 6.2).
pub fn gamma_cdf(shape: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let front = libm::exp(shape * libm::log(x) - x - libm::lgamma(shape));
    if x < shape + 1.0 {
        let (mut term, mut sum, mut k) = (1.0 / shape, 1.0 / shape, shape);
        while term > sum * 1e-17 {
            k += 1.0;
            term *= x / k;
            sum += term;
        }
        front * sum
    } else {
        let tiny = 1e-300;
        let mut b = x + 1.0 - shape;
        let (mut c, mut d) = (1.0 / tiny, 1.0 / b);
        let mut h = d;
        for i in 1..1_000 {
            let a = -f64::from(i) * (f64::from(i) - shape);
            b += 2.0;
            d = 1.0 / non_zero(a * d + b, tiny);
            c = non_zero(b + a / c, tiny);
            h *= d * c;
            if (d * c - 1.0).abs() < 1e-16 {
                break;
            }
        }
        1.0 - front * h
    }
}

fn non_zero(x: f64, tiny: f64) -> f64 {
    if x.abs() < tiny { tiny } else { x }
}

/// Quantile of a gamma distribution with scale 1: Newton's method on the logarithm of x, kept between bounds by bisection.
pub fn gamma_quantile(shape: f64, u: f64) -> f64 {
    // Start: Wilson and Hilferty's cube for larger shapes, the leading term of the series for small values.
    let z = normal_quantile(u);
    let cube = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * libm::sqrt(shape));
    let small = libm::exp((libm::log(u) + libm::lgamma(shape + 1.0)) / shape);
    let mut x = if cube > 0.3 { shape * cube * cube * cube } else { small };
    let (mut low, mut high) = (0.0, f64::INFINITY);
    for _ in 0..100 {
        let error = gamma_cdf(shape, x) - u;
        if error > 0.0 {
            high = x;
        } else {
            low = x;
        }
        // d cdf / d ln x = x · density.
        let slope = libm::exp(shape * libm::log(x) - x - libm::lgamma(shape));
        let mut next = x * libm::exp((-error / slope).clamp(-2.0, 2.0));
        if !(next > low && next < high) {
            next = if high.is_finite() { 0.5 * (low + high) } else { 2.0 * x };
        }
        let done = (next - x).abs() <= 1e-14 * x;
        x = next;
        if done {
            break;
        }
    }
    x
}

/// The shape of a Weibull distribution with this coefficient of variation, by bisection on its logarithm.
pub fn weibull_shape_from_cv(cv: f64) -> f64 {
    let log_ratio = |shape: f64| libm::lgamma(1.0 + 2.0 / shape) - 2.0 * libm::lgamma(1.0 + 1.0 / shape);
    let target = libm::log1p(cv * cv);
    let (mut low, mut high) = (libm::log(0.05), libm::log(200.0));
    for _ in 0..80 {
        let middle = 0.5 * (low + high);
        // The spread falls as the shape rises.
        if log_ratio(libm::exp(middle)) > target {
            low = middle;
        } else {
            high = middle;
        }
    }
    libm::exp(0.5 * (low + high))
}
