//! What the sorts of an activity ask beyond every activity, as one table: which part, for which forms, made of what.
//! A part is there when the form of the activity asks for it, or when something stands in it; it is folded until then.

use crate::form::{
    self, Choice, Entries, Extra, Form, amounts, counter_of, field, fields, folded, narrative, nothing,
};
use crate::pages::sheet::links;
use crate::prelude::*;
use crate::state::{self, catalogue, session};
use crate::words::{F, language, t};

/// For which activities a part is.
enum For {
    /// All.
    Any,
    /// Those of these groups of forms (catalogue `form.group`).
    Groups(&'static [&'static str]),
    /// Those of these forms.
    Forms(&'static [&'static str]),
}

/// What a part is made of.
enum Of {
    /// Fields, one below the other.
    Fields(&'static [&'static str]),
    /// The events of the year, as a list.
    Events,
    /// A number for each entry of a list: `digital.<product>`.
    Amounts(&'static str, &'static str),
    /// A number for each organisation that a commune has.
    Organisations(&'static str),
    /// Of each printed product what this phone's person handed out.
    HandedOut,
    /// One flag per entry of a list.
    Many(&'static str, &'static str),
    /// Entries that repeat.
    Entries(Entries),
    /// Fields, then the paragraphs of a narrative.
    Notes(&'static [&'static str], &'static str),
    /// The organiser and the partners.
    Organisers,
    /// The campaign and the line of the plan that it belongs to.
    Links,
}

/// One part of the table.
struct Part {
    title: F,
    of: For,
    content: &'static [Of],
    /// First segments of what it writes: one that stands in the record opens it.
    holds: &'static [&'static str],
}

const fn entries(
    prefix: &'static str,
    names: &'static [&'static str],
    title: F,
    add: (&'static str, F),
) -> Of {
    Of::Entries(Entries { prefix, names, title, add: Some(add), lead: nothing, more: nothing })
}

/// Where people are gathered.
const GATHERED: For = For::Groups(&["direct", "event"]);

/// Every part, in the order of the page.
const PARTS: &[Part] = &[
    Part {
        title: F::Training,
        of: For::Forms(&["training"]),
        content: &[Of::Fields(&["classes", "days"]), Of::Organisations("trainees")],
        holds: &["classes", "days", "trainees"],
    },
    Part {
        title: F::Contest,
        of: For::Forms(&["contest"]),
        content: &[Of::Fields(&["until", "entries", "prizes"])],
        holds: &["until", "entries", "prizes"],
    },
    Part {
        title: F::DigitalProducts,
        of: For::Groups(&["digital"]),
        content: &[Of::Amounts("digital", "digital_product")],
        holds: &["digital"],
    },
    Part {
        title: F::Approval,
        of: For::Groups(&["digital"]),
        content: &[Of::Fields(&["approved_by", "approved_on"])],
        holds: &["approved_by", "approved_on"],
    },
    Part {
        title: F::Awards,
        of: For::Forms(&["review_award", "contest", "media_event"]),
        content: &[Of::Entries(Entries {
            prefix: "award",
            names: &["kind", "name", "level", "contributor"],
            title: F::Award,
            add: Some(("add-award", F::AddAward)),
            lead: links::example,
            more: nothing,
        })],
        holds: &["award"],
    },
    Part {
        title: F::Donations,
        of: GATHERED,
        content: &[entries(
            "donation",
            &["fund", "amount", "donor_kind", "donor"],
            F::Donation,
            ("add-donation", F::AddDonation),
        )],
        holds: &["donation"],
    },
    Part {
        title: F::NewCustomers,
        of: GATHERED,
        content: &[Of::Fields(&["new_savers", "mobile_users"])],
        holds: &["new_savers", "mobile_users"],
    },
    Part {
        title: F::HandedOut,
        of: For::Groups(&["direct", "event", "print"]),
        content: &[Of::HandedOut],
        holds: &["handed_out"],
    },
    Part { title: F::Event, of: For::Any, content: &[Of::Events], holds: &["event_tag"] },
    Part {
        title: F::Speakers,
        of: GATHERED,
        content: &[entries("speaker", &["name", "role"], F::Speaker, ("add-speaker", F::AddSpeaker))],
        holds: &["speaker"],
    },
    Part {
        title: F::LegalTexts,
        of: For::Any,
        content: &[entries("legal_text", &[], F::LegalTexts, ("add-legal-text", F::AddLegalText))],
        holds: &["legal_text"],
    },
    Part { title: F::Organisers, of: For::Any, content: &[Of::Organisers], holds: &["organiser", "partner"] },
    Part {
        title: F::Funding,
        of: For::Any,
        content: &[Of::Amounts("funding", "funding_source")],
        holds: &["funding"],
    },
    Part {
        title: F::ProgrammeTags,
        of: For::Any,
        content: &[Of::Many("programme_tag", "programme_tag")],
        holds: &["programme_tag"],
    },
    Part { title: F::BelongsTo, of: For::Any, content: &[Of::Links], holds: &["campaign", "plan_item"] },
    Part {
        title: F::PaperAndNotes,
        of: For::Any,
        content: &[Of::Notes(&["paper_no"], "notes")],
        holds: &["notes"],
    },
];

/// The parts of an activity of a form; of one that has no form yet those of all.
pub fn all(form: Form, sort: &str) -> Vec<AnyView> {
    let flat = form.candidate();
    let group = catalogue().entry("form", sort).and_then(|entry| entry.group.as_ref());
    let drawn = PARTS.iter().filter_map(|part| {
        let filled =
            part.holds.iter().any(|held| flat.get(held).is_some() || flat.below(held).next().is_some());
        let asked = match part.of {
            For::Any => true,
            For::Groups(groups) => group.is_some_and(|group| groups.contains(&group.as_str())),
            For::Forms(forms) => forms.contains(&sort),
        };
        if !asked && !filled {
            return None;
        }
        let content: Vec<AnyView> = part.content.iter().flat_map(|content| content.draw(form)).collect();
        (!content.is_empty()).then(|| folded(t(part.title), filled, content))
    });
    drawn.collect()
}

impl Of {
    fn draw(&self, form: Form) -> Vec<AnyView> {
        match *self {
            Self::Fields(keys) => fields(form, keys),
            Self::Events => events(form),
            Self::Amounts(prefix, list) => amounts(form, prefix, form::list(list)),
            Self::Organisations(prefix) => amounts(form, prefix, of_communes()),
            Self::HandedOut => handed_out(form),
            Self::Many(prefix, list) => vec![form::many(form, prefix, form::list(list), &[])],
            Self::Entries(entries) => vec![entries.draw(form)],
            Self::Notes(keys, notes) => {
                let mut drawn = fields(form, keys);
                drawn.push(narrative(form, notes));
                drawn
            }
            Self::Organisers => {
                vec![field(form, "organiser"), form::many(form, "partner", form::list("organisation"), &[])]
            }
            Self::Links => vec![links::one(form, "campaign"), links::plan_item(form)],
        }
    }
}

/// The events of this year's list (S0 L30); an event of an earlier list stays where it stands. Nothing in a year
/// without events.
fn events(form: Form) -> Vec<AnyView> {
    let today = state::clock().about_today();
    let events = catalogue().events(today.year()).filter(|event| event.is_valid(today));
    let choices: Vec<Choice> =
        events.map(|event| Choice::new(event.id.as_str(), event.label(language()))).collect();
    if choices.is_empty() && form.now("event_tag").is_empty() {
        return Vec::new();
    }
    vec![Extra { choices: Some(choices), ..Extra::default() }.draw(form, "event_tag")]
}

/// Organisations that send people to a commune's training.
fn of_communes() -> Vec<Choice> {
    let in_commune = |choice: &Choice| {
        let entry = catalogue().entry("organisation", &choice.code);
        entry.is_some_and(|entry| entry.levels.iter().any(|level| level.as_str() == "commune"))
    };
    let mut choices = form::list("organisation");
    choices.retain(in_commune);
    choices
}

/// One's own share of each product; the leaflets of a session stand above.
fn handed_out(form: Form) -> Vec<AnyView> {
    let printed = form.now("form") == "printed_product";
    let products =
        form::list("print_product").into_iter().filter(|product| printed || product.code != "leaflet");
    let Some(device) = session().identity().map(|identity| identity.device) else { return Vec::new() };
    products
        .map(|Choice { code, label }| counter_of(form, &format!("handed_out.{code}"), device, Some(label)))
        .collect()
}
