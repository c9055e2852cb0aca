//! Sheets of what a commune does not inspect itself: its organisation, the summary; and the plan.

use super::*;

#[test]
fn r5_03_bb_cx_has_four_contents_each_with_result_and_shortcoming() {
    let minutes = Printed::of(PaperForm::Organisation, Kind::Inspection, from_above).unwrap();
    let contents = ["credit_rules", "group_activity", "supervision_results", "entrusted_work"];
    let mut expected = vec![(1, "entrusted_results"), (1, "contents")];
    for content in contents {
        expected.extend([(2, content), (3, "content_result"), (3, "content_amiss")]);
    }
    expected.extend([
        (1, "assessment"),
        (2, "strengths"),
        (2, "shortcomings"),
        (2, "proposals"),
        (1, "unit_opinion"),
        (0, "attached"),
    ]);
    assert_eq!(minutes.chapters(), expected);
    // Of what was answered only the transaction days are amiss; "no" to profiteering is good.
    let amiss = minutes.rows("content_amiss");
    assert_eq!(amiss.len(), 1);
    assert!(amiss[0][0].starts_with("Phối hợp tổ chức giao dịch xã") && amiss[0][1] == "Không");
    // Nothing was written of the organisation's figures: the bank's list of the commune has them.
    for (item, printed) in [
        ("list_of", "30/09/2026"),
        ("groups", "2"),
        ("members", "90"),
        ("outstanding", "2.000"),
        ("overdue", "25 (1,25 %)"),
        ("frozen", "2 (0,10 %)"),
        ("savings_balance", "25"),
        ("members_saving", "36/90 (40,00 %)"),
        ("due_before", "……"),
        ("slips", "……"),
    ] {
        assert_eq!(minutes.figure(item), printed, "{item}");
    }
    assert_eq!(minutes.typed("unit_opinion"), "Nhất trí.");
    assert_eq!(minutes.typed("proposals"), "Bổ sung biên bản.");
    let own = Printed::of(PaperForm::Organisation, Kind::Inspection, |flat| {
        from_above(flat);
        flat.set("general.outstanding", 12_500_000);
    });
    assert_eq!(own.unwrap().figure("outstanding"), "12,5");
}

#[test]
fn r5_04_bc_th_has_no_part_five_and_is_made_only_when_group_activity_was_inspected() {
    let summary = of_visit(PaperForm::Summary);
    let chapters: Vec<_> = summary.chapters().into_iter().filter(|(depth, _)| *depth == 1).collect();
    let told = ["participants", "when_and_where", "inspected", "results", "documents"];
    assert_eq!(chapters, told.map(|code| (1, code)));
    assert_eq!(summary.figure("borrowers_checked"), "3");
    assert_eq!(summary.figure("money_wrong"), "20 (40,00 %)");
    assert_eq!(summary.figure("slips"), "3");
    assert_eq!(summary.rows("inspected").len(), 2);
    assert!(summary.rows("content_amiss")[0][0].starts_with("Sổ sách"));
    assert!(Printed::of(PaperForm::Summary, Kind::Inspection, from_above).is_none());
}

#[test]
fn r5_01_kh_lists_the_groups_by_month() {
    let plan = Printed::of(PaperForm::Plan, Kind::Plan, |flat| {
        flat.set("year", 2026);
        flat.set("basis.a", "Văn bản liên tịch 01/VBLT");
        for (id, month, group) in [("x", Some(10), "T-0002"), ("y", Some(3), "T-0009"), ("z", None, "T-0001")]
        {
            flat.set(format!("item.{id}.kind"), "inspection");
            flat.set(format!("item.{id}.what"), "commune_to_group");
            flat.set(format!("item.{id}.group_code"), group);
            if let Some(month) = month {
                flat.set(format!("item.{id}.month"), month);
            }
        }
        flat.set("item.o.kind", "outreach");
    })
    .unwrap();
    let rows = plan.rows("schedule");
    let told: Vec<_> = rows.iter().map(|row| (row[0].as_str(), row[1].as_str(), row[3].as_str())).collect();
    assert_eq!(
        told,
        [("03", "T-0009", "……"), ("10", "T-0002", "bản Huổi Cang"), ("cả năm", "T-0001", "bản Huổi Cang")]
    );
    assert_eq!(rows[0].len(), 7, "no column of targets where none is set");
    assert_eq!(
        (plan.figure("year"), plan.figure("basis")),
        ("2026".into(), "Văn bản liên tịch 01/VBLT".into())
    );
    assert_eq!(plan.figure("approved_on"), "……");
    let with_target = Printed::of(PaperForm::Plan, Kind::Plan, |flat| {
        flat.set("item.x.kind", "inspection");
        flat.set("item.x.target", 4);
        flat.set("item.y.kind", "inspection");
    });
    let mut targets: Vec<_> =
        with_target.unwrap().rows("schedule").iter().map(|row| row[7].clone()).collect();
    targets.sort();
    assert_eq!(targets, ["4", "không giao chỉ tiêu"]);
}
