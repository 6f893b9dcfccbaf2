//! Where labels go so that none covers another.

/// A label on a line: where it would like its centre, and its width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wish {
    pub at: f64,
    pub width: f64,
}

/// Centres for labels on one line, in the order of their wishes, at least `gap`
/// apart and between `low` and `high`, as near to their wishes as can be (least
/// squares). `None` when they do not fit.
///
/// Without widths this is a monotone regression, which pooling neighbours that
/// are out of order solves exactly (Barlow and others, 1972); widths only shift
/// each label's scale by the room of those before it.
pub(super) fn spread(wishes: &[Wish], gap: f64, low: f64, high: f64) -> Option<Vec<f64>> {
    let total: f64 =
        wishes.iter().map(|w| w.width).sum::<f64>() + gap * wishes.len().saturating_sub(1) as f64;
    if total > high - low {
        return None;
    }
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|&a, &b| wishes[a].at.total_cmp(&wishes[b].at));
    // Left edges if everything before stood shoulder to shoulder from nought.
    let mut before = Vec::with_capacity(order.len());
    let mut used = 0.0;
    for &i in &order {
        before.push(used);
        used += wishes[i].width + gap;
    }
    let slack = high - low - total;
    let free = order.iter().zip(&before).map(|(&i, b)| wishes[i].at - wishes[i].width / 2.0 - low - b);
    let fitted = ascending(free.collect());
    let mut centres = vec![0.0; wishes.len()];
    for ((&i, b), shift) in order.iter().zip(&before).zip(fitted) {
        centres[i] = low + b + shift.clamp(0.0, slack) + wishes[i].width / 2.0;
    }
    Some(centres)
}

/// The ascending values nearest to `values` in the sense of least squares.
fn ascending(values: Vec<f64>) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for value in values {
        pools.push((value, 1));
        while let [.., (left, n), (right, m)] = pools[..]
            && left > right
        {
            pools.truncate(pools.len() - 2);
            let (a, b) = (n as f64, m as f64);
            pools.push(((left * a + right * b) / (a + b), n + m));
        }
    }
    pools.into_iter().flat_map(|(value, n)| std::iter::repeat_n(value, n)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(at: f64, width: f64) -> Wish {
        Wish { at, width }
    }

    #[test]
    fn labels_with_room_stay_where_they_wish() {
        let placed = spread(&[wish(50.0, 20.0), wish(10.0, 20.0)], 4.0, 0.0, 100.0).unwrap();
        assert_eq!(placed, [50.0, 10.0]);
    }

    #[test]
    fn crowded_labels_share_the_shift() {
        // Two labels of width 20 at one point, gap 4: centres 12 to each side.
        assert_eq!(spread(&[wish(50.0, 20.0), wish(50.0, 20.0)], 4.0, 0.0, 100.0).unwrap(), [38.0, 62.0]);
    }

    #[test]
    fn labels_stay_inside_and_refuse_what_cannot_fit() {
        assert_eq!(spread(&[wish(-5.0, 20.0)], 4.0, 0.0, 100.0).unwrap(), [10.0]);
        assert_eq!(spread(&[wish(99.0, 20.0), wish(98.0, 20.0)], 4.0, 0.0, 100.0).unwrap(), [90.0, 66.0]);
        assert!(spread(&[wish(5.0, 60.0), wish(5.0, 60.0)], 4.0, 0.0, 100.0).is_none());
    }

    proptest::proptest! {
        #[test]
        fn no_two_labels_meet(
            raw in proptest::collection::vec((-50.0f64..650.0, 1.0f64..90.0), 1..9),
        ) {
            let wishes: Vec<Wish> = raw.iter().map(|&(at, width)| wish(at, width)).collect();
            if let Some(centres) = spread(&wishes, 3.0, 0.0, 600.0) {
                for (i, a) in wishes.iter().enumerate() {
                    proptest::prop_assert!(centres[i] - a.width / 2.0 >= -1e-9);
                    proptest::prop_assert!(centres[i] + a.width / 2.0 <= 600.0 + 1e-9);
                    for (j, b) in wishes.iter().enumerate().skip(i + 1) {
                        let apart = (centres[i] - centres[j]).abs() - (a.width + b.width) / 2.0;
                        proptest::prop_assert!(apart >= 3.0 - 1e-9, "{} and {}", i, j);
                    }
                }
            } else {
                let total: f64 = raw.iter().map(|r| r.1).sum::<f64>() + 3.0 * (raw.len() - 1) as f64;
                proptest::prop_assert!(total > 600.0);
            }
        }
    }
}
