//! Where a line with an interval is zero.

/// A value tried, with the gap there and half the width of its 95% interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// The value.
    pub at: f64,
    /// The gap.
    pub gap: f64,
    /// Half the width of its interval; 0 where there is none.
    pub half_width: f64,
}

/// The value nearest to `near` at which the gap is zero, and the ends of its interval: where the interval of the gap, followed away from
/// there in either direction, first leaves zero out. An end beyond the values tried is none. `near` itself where the gap is nowhere zero.
pub fn crossings(line: &[Line], near: f64) -> (f64, Option<f64>, Option<f64>) {
    let zeros = |of: fn(&Line) -> f64| {
        let pairs = line.windows(2).filter(move |pair| (of(&pair[0]) >= 0.0) != (of(&pair[1]) >= 0.0));
        pairs.map(move |pair| {
            let ((x0, y0), (x1, y1)) = ((pair[0].at, of(&pair[0])), (pair[1].at, of(&pair[1])));
            x0 + (x1 - x0) * y0 / (y0 - y1)
        })
    };
    let nearest = zeros(|line| line.gap).min_by(|a, b| (a - near).abs().total_cmp(&(b - near).abs()));
    let Some(at) = nearest else { return (near, None, None) };
    let ends = || zeros(|line| line.gap - line.half_width).chain(zeros(|line| line.gap + line.half_width));
    let low = ends().filter(|end| *end <= at).reduce(f64::max);
    let high = ends().filter(|end| *end >= at).reduce(f64::min);
    (at, low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(gap: impl Fn(f64) -> (f64, f64)) -> Vec<Line> {
        let at = |value: f64| Line { at: value, gap: gap(value).0, half_width: gap(value).1 };
        (0..=8).map(|step| at(f64::from(step) * 0.5)).collect()
    }

    #[test]
    fn a_place_has_the_interval_of_its_gap_over_the_slope() {
        let falling = line(|x| (3.1 - 2.0 * x, 0.5));
        let (at, low, high) = crossings(&falling, 2.0);
        assert!((at - 1.55).abs() < 1e-12 && (low.unwrap() - 1.3).abs() < 1e-12 && (high.unwrap() - 1.8).abs() < 1e-12);
        let rising = line(|x| (2.0 * x - 3.1, 0.5));
        assert_eq!(crossings(&rising, 2.0), (at, low, high));
    }

    #[test]
    fn an_end_beyond_what_was_tried_is_not_made_up() {
        let shallow = line(|x| (0.1 * (3.75 - x), 0.05));
        let (at, low, high) = crossings(&shallow, 3.75);
        assert!((at - 3.75).abs() < 1e-12 && low.is_some_and(|low| (low - 3.25).abs() < 1e-12) && high.is_none());
        assert_eq!(crossings(&line(|_| (1.0, 0.1)), 2.0), (2.0, None, None));
    }
}
