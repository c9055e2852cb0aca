//! What these tests share: phones' names, random numbers that can be repeated, and edits that the field
//! tables allow.

use shared::crdt::{Actor, Document};
use shared::id::{DeviceId, DocId};
use shared::record::{Edit, Kind, Merge, Scalar, Value, fields};

/// Numbers from a seed: `SplitMix64`.
pub struct Dice(pub u64);

impl Dice {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).unwrap()).unwrap()
    }

    /// One of these.
    pub fn pick<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }

    /// True once in `of` times.
    pub fn once_in(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }
}

/// A device by number.
pub fn device(number: u8) -> DeviceId {
    DeviceId([number; 8])
}

/// The document of tests that need only one.
pub const DOC: DocId = DocId([0xd0; 16]);

/// A device since its start number `start`, in that document.
pub fn actor(number: u8, start: u8) -> Actor {
    Actor { device: device(number), start: [start; 8], doc: DOC }
}

/// A value that a field takes, sometimes the tombstone.
pub fn value(dice: &mut Dice, of: Value) -> Scalar {
    if dice.once_in(8) {
        return Scalar::Null;
    }
    match of {
        Value::Flag => dice.once_in(2).into(),
        Value::Count(max) => (i64::try_from(dice.below(1_000)).unwrap() % (max + 1)).into(),
        Value::Dong => (i64::try_from(dice.below(90)).unwrap() * 1_500_000).into(),
        Value::Date => 20_261_005.into(),
        Value::Month => i64::try_from(dice.below(1_000)).unwrap().into(),
        Value::TimeOfDay => 450.into(),
        Value::Timestamp => 1_791_219_599_000.into(),
        Value::Code(_) => (*dice.pick(&["loan_procedure", "savings", "draft"])).into(),
        Value::Id => (*dice.pick(&["HT", "T-0004", "0a0b0c0d0e0f"])).into(),
        Value::Text(max) => {
            let text = *dice.pick(&["Bản Mây", "Nhà văn hoá bản Cốc Lim", "", "Vàng Thị Mẫu phát biểu. "]);
            text.repeat(1 + dice.below(3)).chars().take(max).collect::<String>().into()
        }
        Value::Answer => (*dice.pick(&["yes", "no", "na"])).into(),
    }
}

/// A few edits of fields that may be written more than once.
pub fn edits(dice: &mut Dice, kind: Kind) -> Vec<Edit> {
    let open: Vec<_> = fields(kind).filter(|field| field.merge != Merge::Once).collect();
    let count = 1 + dice.below(5);
    (0..count)
        .map(|_| {
            let field = dice.pick(&open);
            let entry = *dice.pick(&["k3x", "b7", "m"]);
            (field.key.replace('*', entry), value(dice, field.value))
        })
        .collect()
}

/// What every record begins with.
pub fn envelope(kind: Kind, unit: &str) -> Vec<Edit> {
    let pairs: [(&str, Scalar); 5] = [
        ("kind", kind.code().into()),
        ("schema_version", 1.into()),
        ("org", "youth_union".into()),
        ("unit", unit.into()),
        ("state", "draft".into()),
    ];
    pairs.map(|(key, value)| (key.to_owned(), value)).into()
}

/// A record with some history by three devices, as its encoded changes.
pub fn history(dice: &mut Dice, kind: Kind, length: usize) -> Vec<Vec<u8>> {
    let mut document = Document::new();
    let mut changes = vec![document.write(&actor(1, 1), &envelope(kind, "HT"), 0).unwrap().bytes];
    while changes.len() < length {
        let who = actor(u8::try_from(dice.below(3)).unwrap() + 1, 1);
        changes.extend(document.write(&who, &edits(dice, kind), 1_000).map(|written| written.bytes));
    }
    changes
}
