//! One rule of one unit, ready to print: the same for the page and the export. Grey is neither red nor zero,
//! and above the commune a number of fewer than five borrowers is masked.

use maud::{Markup, html};

use shared::catalogue::{Catalogue, QuotaProfile, QuotaUnit};
use shared::date::Date;
use shared::domain::progress::{Light, RuleProgress, is_small, masked};
use shared::limits::CELL_BORROWERS_MIN;
use shared::text::{Language, capital, count};

use super::bar::bar;
use super::words;
use crate::access::Total;

/// Who will read the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Audience {
    /// The office that keeps the records.
    Office,
    /// Everybody above: small numbers of borrowers are masked.
    Above,
}

/// A rule of a unit as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Printed {
    /// Done; empty when nothing is known.
    pub done: String,
    /// Needed.
    pub need: String,
    /// Share in percent without the sign; empty when nothing is known, or it would tell a masked number.
    pub percent: String,
    /// The traffic light.
    pub light: Light,
    /// True when nothing is asked for: there is neither a share nor a light.
    pub is_void: bool,
    /// What the bar shows.
    share: Option<(u32, u32)>,
    /// True when something is asked for, whether or not anything is known.
    asks: bool,
}

fn is_of_borrowers(rule: &RuleProgress, profile: &QuotaProfile) -> bool {
    profile.rules.iter().any(|known| known.id == rule.rule && known.of.as_str() == "borrower")
}

/// A total as people above the communes may read it. Where the number of a commune is masked, the total is a span:
/// taking the other communes away from one number would tell it.
pub(super) fn printed_total<'r>(
    total: &Total,
    profile: &QuotaProfile,
    communes: impl Iterator<Item = (&'r RuleProgress, Light)>,
) -> Printed {
    let exact = printed(&total.rule, profile, total.light, Audience::Above);
    if exact.done.is_empty() || !is_of_borrowers(&total.rule, profile) {
        return exact;
    }
    let is_counted =
        |(row, light): &(&RuleProgress, Light)| row.rule == total.rule.rule && *light != Light::NoData;
    let rows: Vec<&RuleProgress> = communes.filter(is_counted).map(|(row, _)| row).collect();
    let done = Span::of(total.rule.done, rows.iter().map(|row| row.done.min(row.need)));
    let need = Span::of(total.rule.need, rows.iter().map(|row| row.need));
    if done.is_exact() && need.is_exact() {
        return exact;
    }
    let share = |done: u32, need: u32| RuleProgress { done, need, ..total.rule.clone() }.percent();
    let (least, most) = (share(done.least, need.most), share(done.most.min(need.least), need.least));
    Printed {
        done: done.said(),
        need: need.said(),
        percent: if least == most { least } else { format!("{least}–{most}") },
        share: Some((done.least, need.most)),
        ..exact
    }
}

/// Between which numbers a sum lies, as far as it may be told.
#[derive(Clone, Copy)]
struct Span {
    least: u32,
    most: u32,
}

impl Span {
    fn of(sum: u32, parts: impl Iterator<Item = u32>) -> Self {
        let masked = parts.filter(|number| is_small(*number));
        masked.fold(Self { least: sum, most: sum }, |span, number| Self {
            least: span.least - number + 1,
            most: span.most - number + CELL_BORROWERS_MIN - 1,
        })
    }

    fn is_exact(self) -> bool {
        self.least == self.most
    }

    fn said(self) -> String {
        let [least, most] = [self.least, self.most].map(|number| count(i64::from(number)));
        if self.is_exact() { least } else { format!("{least}–{most}") }
    }
}

/// A rule as `audience` may read it.
pub(super) fn printed(
    rule: &RuleProgress,
    profile: &QuotaProfile,
    light: Light,
    audience: Audience,
) -> Printed {
    let of_borrowers = is_of_borrowers(rule, profile);
    let is_masked = |number: u32| audience == Audience::Above && of_borrowers && is_small(number);
    let number = |number: u32| if is_masked(number) { masked(number) } else { count(i64::from(number)) };
    let is_known = light != Light::NoData;
    let is_told = is_known && !is_masked(rule.done) && !is_masked(rule.need);
    Printed {
        done: if is_known { number(rule.done) } else { String::new() },
        need: number(rule.need),
        percent: if is_told { rule.percent() } else { String::new() },
        light,
        is_void: is_known && rule.need == 0,
        asks: rule.need > 0,
        share: is_told.then_some((rule.done, rule.need)),
    }
}

/// A rule in words: who inspects, with the level's word of the day, and what of how much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// "Khu vực kiểm tra".
    pub by: String,
    /// "15 % Tổ TK&VV mỗi xã".
    pub of: String,
}

impl Name {
    /// Both in one line.
    pub fn whole(&self) -> String {
        format!("{} · {}", self.by, self.of)
    }
}

/// The words of a rule on a day.
pub(super) fn name(rule: &RuleProgress, profile: &QuotaProfile, today: Date, language: Language) -> Name {
    let Some(known) = profile.rules.iter().find(|known| known.id == rule.rule) else {
        return Name { by: rule.rule.to_string(), of: String::new() };
    };
    let word = |level: &str| Catalogue::builtin().level_word(level, today, language).into_owned();
    let amount = match known.unit {
        QuotaUnit::Percent => words::PERCENT.with(language, &[&known.value]),
        QuotaUnit::Count => known.value.to_string(),
    };
    let of = word(known.of.as_str());
    Name {
        by: words::INSPECTS.with(language, &[&capital(&word(known.by_level.as_str()))]),
        of: match known.per.as_str().strip_prefix("inspected_") {
            Some(each) => words::OF_EACH.with(language, &[&of, &amount, &word(each)]),
            None => words::OF_ALL.with(language, &[&of, &amount]),
        },
    }
}

/// The word of a light.
pub(super) fn light_word(light: Light, language: Language) -> &'static str {
    match light {
        Light::Met => words::MET.say(language),
        Light::Missing => words::MISSING.say(language),
        Light::NoData => words::NO_DATA.say(language),
    }
}

/// The class of a light, for its colour and its sign.
pub(super) const fn light_class(light: Light) -> &'static str {
    match light {
        Light::Met => "met",
        Light::Missing => "missing",
        Light::NoData => "nodata",
    }
}

impl Printed {
    /// Numbers, share, bar and light, in one cell.
    pub fn markup(&self, language: Language) -> Markup {
        let class = light_class(self.light);
        html! {
            @if self.is_void {
                "–"
            } @else if !self.done.is_empty() {
                span.figure { (words::OF.with(language, &[&self.done, &self.need])) }
                @if !self.percent.is_empty() {
                    " · " span.percent { (words::PERCENT.with(language, &[&self.percent])) }
                }
            } @else if self.asks {
                span.figure { (words::NEED.with(language, &[&self.need])) }
            }
            @if let Some((done, need)) = self.share { (bar(done, need, class)) }
            @if !self.is_void { " " span.light.(class) { (light_word(self.light, language)) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(id: &str, done: u32, need: u32) -> RuleProgress {
        RuleProgress { rule: id.parse().unwrap(), unit: "KL".parse().unwrap(), done, need }
    }

    #[test]
    fn a_number_of_three_borrowers_is_masked_above_the_commune_and_nothing_tells_it() {
        let profile = Catalogue::builtin().quota_profile("youth_union_2022").unwrap();
        let borrowers = rule("c_borrowers_per_group", 3, 60);
        let above = printed(&borrowers, profile, Light::Missing, Audience::Above);
        assert_eq!((above.done.as_str(), above.percent.as_str()), ("< 5", ""));
        assert!(!above.markup(Language::Vi).into_string().contains("svg"));
        let office = printed(&borrowers, profile, Light::Missing, Audience::Office);
        assert_eq!((office.done.as_str(), office.percent.as_str()), ("3", "5,00"));
        let groups = printed(&rule("c_groups", 3, 7), profile, Light::Missing, Audience::Above);
        assert_eq!((groups.done.as_str(), groups.percent.as_str()), ("3", "42,86"));
    }

    #[test]
    fn the_total_does_not_tell_what_a_commune_hides() {
        let profile = Catalogue::builtin().quota_profile("youth_union_2022").unwrap();
        let id = "c_borrowers_per_group";
        let total = |done, need| Total { rule: rule(id, done, need), light: Light::Missing };
        let printed = |total: &Total, communes: &[RuleProgress]| {
            printed_total(total, profile, communes.iter().map(|row| (row, Light::Missing)))
        };
        let hidden = printed(&total(43, 70), &[rule(id, 3, 10), rule(id, 40, 60)]);
        assert_eq!((hidden.done.as_str(), hidden.need.as_str()), ("41–44", "70"));
        assert_eq!(hidden.percent, "58,57–62,86");
        let small = printed(&total(40, 63), &[rule(id, 0, 3), rule(id, 40, 60)]);
        assert_eq!((small.done.as_str(), small.need.as_str()), ("40", "61–64"));
        let open = printed(&total(45, 70), &[rule(id, 5, 10), rule(id, 40, 60)]);
        assert_eq!((open.done.as_str(), open.percent.as_str()), ("45", "64,29"));
    }

    #[test]
    fn a_rule_is_named_with_the_words_of_its_day() {
        let profile = Catalogue::builtin().quota_profile("youth_union_2022").unwrap();
        let share = rule("d_groups_per_commune", 0, 2);
        let on = |year, language| name(&share, profile, Date::new(year, 10, 5).unwrap(), language).whole();
        assert_eq!(on(2026, Language::Vi), "Khu vực kiểm tra · 15 % Tổ TK&VV mỗi xã");
        assert_eq!(on(2024, Language::Vi), "Huyện kiểm tra · 15 % Tổ TK&VV mỗi xã");
        assert_eq!(on(2026, Language::En), "Area inspects · savings and loan group: 15% of each commune");
    }

    #[test]
    fn where_nothing_is_asked_for_there_is_no_light() {
        let profile = Catalogue::builtin().quota_profile("youth_union_2022").unwrap();
        let nothing = printed(&rule("d_borrowers_per_group", 0, 0), profile, Light::Met, Audience::Office);
        assert_eq!(nothing.markup(Language::Vi).into_string(), "–");
    }

    #[test]
    fn grey_is_not_zero() {
        let profile = Catalogue::builtin().quota_profile("youth_union_2022").unwrap();
        let unheard = printed(&rule("c_groups", 0, 11), profile, Light::NoData, Audience::Above);
        let text = unheard.markup(Language::Vi).into_string();
        assert!(!text.contains("0 /") && !text.contains('%') && text.contains("chưa có dữ liệu"), "{text}");
        let nothing = printed(&rule("c_groups", 0, 0), profile, Light::NoData, Audience::Above);
        assert!(!nothing.markup(Language::Vi).into_string().contains("cần"));
    }
}
