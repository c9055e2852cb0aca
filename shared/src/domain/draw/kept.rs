//! Draws as the area's document of a year keeps them: entries that are written once and never changed, so that a
//! phone has the sample and its replacements without drawing again, and anybody can check them against the list.

use super::{Draw, Swap};
use crate::date::Date;
use crate::id::{DocId, Partition, UnitCode};
use crate::record::{Edit, Flat, Scalar};

/// One draw with what was replaced since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its entry.
    pub id: String,
    /// Commune whose groups were drawn.
    pub unit: UnitCode,
    /// Day of the frozen list.
    pub as_of: Date,
    /// The draw.
    pub draw: Draw,
    /// Who drew.
    pub by: String,
    /// When, Unix milliseconds by the office's clock.
    pub at_ms: i64,
    /// Replacements, in order.
    pub swaps: Vec<Replaced>,
}

/// A replacement with who made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// What was replaced, by what, why.
    pub swap: Swap,
    /// Who.
    pub person: String,
    /// When, Unix milliseconds by the office's clock.
    pub at_ms: i64,
}

/// The document in which a unit keeps its draws of a year: the same wherever it is asked for.
pub fn document(home: &Partition, year: i32) -> DocId {
    DocId::named(&[b"draws", home.to_string().as_bytes(), year.to_string().as_bytes()])
}

impl Kept {
    /// The groups to visit, after replacements.
    pub fn sample(&self) -> Vec<UnitCode> {
        let swaps: Vec<Swap> = self.swaps.iter().map(|replaced| replaced.swap.clone()).collect();
        self.draw.sample(&swaps)
    }

    /// The fields of the draw. A replacement is written by `replacing`.
    pub fn edits(&self) -> Vec<Edit> {
        let order: Vec<&str> = self.draw.order.iter().map(UnitCode::as_str).collect();
        let need = i64::try_from(self.draw.need).unwrap_or(i64::MAX);
        let fields: [(&str, Scalar); 8] = [
            ("unit", self.unit.as_str().into()),
            ("as_of", self.as_of.into()),
            ("list_hash", self.draw.list_hash.as_str().into()),
            ("seed", self.draw.seed.as_str().into()),
            ("need", need.into()),
            ("order", order.join(" ").into()),
            ("by", self.by.as_str().into()),
            ("at", self.at_ms.into()),
        ];
        fields.into_iter().map(|(field, value)| (format!("draw.{}.{field}", self.id), value)).collect()
    }

    /// The fields of one more replacement. Their names stand in order, for order matters: who was put in may be
    /// replaced, too.
    pub fn replacing(&self, replaced: &Replaced) -> Vec<Edit> {
        let id = format!("{}_{:03}", self.id, self.swaps.len() + 1);
        let fields: [(&str, Scalar); 6] = [
            ("draw", self.id.as_str().into()),
            ("out", replaced.swap.out.as_str().into()),
            ("by", replaced.swap.by.as_str().into()),
            ("reason", replaced.swap.reason.as_str().into()),
            ("person", replaced.person.as_str().into()),
            ("at", replaced.at_ms.into()),
        ];
        fields.into_iter().map(|(field, value)| (format!("swap.{id}.{field}"), value)).collect()
    }
}

/// Every draw of a document, in the order in which they were made. What cannot be read is left out.
pub fn kept(flat: &Flat) -> Vec<Kept> {
    flat.entries("draw").into_iter().filter_map(|id| one(flat, id)).collect()
}

fn one(flat: &Flat, id: String) -> Option<Kept> {
    let text = |field: &str| flat.text(&format!("draw.{id}.{field}")).map(str::to_owned);
    let number = |field: &str| flat.int(&format!("draw.{id}.{field}"));
    let order = text("order")?.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
    let draw = Draw {
        list_hash: text("list_hash")?,
        seed: text("seed")?,
        need: usize::try_from(number("need")?).ok()?,
        order,
    };
    let swaps = flat.entries("swap").into_iter().filter_map(|swap| replaced(flat, &id, &swap)).collect();
    Some(Kept {
        unit: text("unit")?.parse().ok()?,
        as_of: flat.date(&format!("draw.{id}.as_of"))?,
        by: text("by").unwrap_or_default(),
        at_ms: number("at").unwrap_or_default(),
        draw,
        swaps,
        id,
    })
}

fn replaced(flat: &Flat, draw: &str, id: &str) -> Option<Replaced> {
    let text = |field: &str| flat.text(&format!("swap.{id}.{field}"));
    let swap = Swap {
        out: text("out").filter(|_| text("draw") == Some(draw))?.parse().ok()?,
        by: text("by")?.parse().ok()?,
        reason: text("reason").unwrap_or_default().to_owned(),
    };
    let at_ms = flat.int(&format!("swap.{id}.at")).unwrap_or_default();
    Some(Replaced { swap, person: text("person").unwrap_or_default().to_owned(), at_ms })
}

#[cfg(test)]
#[cfg(feature = "crdt")]
mod tests {
    use super::*;

    #[test]
    fn a_draw_and_its_replacements_read_back_in_order() {
        let groups: Vec<UnitCode> = (1..=7).map(|n| format!("T-{n:04}").parse().unwrap()).collect();
        let as_of = Date::new(2026, 9, 30).unwrap();
        let draw = Draw::new(&groups, as_of, "Xổ số miền Bắc 05/10/2026: 12345", 2).unwrap();
        let unit = "HT".parse().unwrap();
        let (by, at_ms) = ("Hoàng Thị Ví Dụ".to_owned(), 1_791_000_000_000);
        let mut made = Kept { id: "d01".into(), unit, as_of, draw, by: by.clone(), at_ms, swaps: Vec::new() };
        let mut flat = Flat::default();
        flat.apply(&made.edits());
        for round in 0..2 {
            let swaps: Vec<Swap> = made.swaps.iter().map(|replaced| replaced.swap.clone()).collect();
            let swap = made.draw.swap(&swaps, &made.sample()[0], "đường bị lũ cuốn").unwrap();
            let replaced = Replaced { swap, person: by.clone(), at_ms: at_ms + round };
            flat.apply(&made.replacing(&replaced));
            made.swaps.push(replaced);
        }
        assert_eq!(kept(&flat), [made.clone()]);
        assert_eq!(made.sample(), [made.draw.order[3].clone(), made.draw.order[1].clone()]);
        let home = |unit: &str| format!("{unit}/youth_union").parse().unwrap();
        assert_eq!(document(&home("BM"), 2026), document(&home("BM"), 2026));
        assert_ne!(document(&home("BM"), 2026), document(&home("BM"), 2027));
        assert_ne!(document(&home("BM"), 2026), document(&home("TN"), 2026));
    }
}
