//! Made-up reports to render: a complete one, perceptions only, a zone of tolerance, and one where almost nothing can be said.
//!
//! Separate from the tests, because `cargo run -p rater-report --example look` draws the same ones for the eye. The numbers
//! come from small formulas, not from any data; nothing here proves that a number is right.

#![allow(dead_code, reason = "every test file uses another part of it")]

pub mod measured;

use report::{
    DataCare, Finding, FindingKind, InstrumentCard, ListedRefusal, MethodCard, Number, Priority, Quadrant, Report,
    SegmentLevel, Segmentation, Settings, Subject, SubjectKind, WaveCard,
};

/// The languages a report can be written in.
pub const LANGUAGES: [&str; 3] = ["en", "id", "es"];

const FACTORS: [(&str, [&str; 3]); 5] = [
    ("tangibles", ["Tangibles", "Bukti fisik", "Elementos tangibles"]),
    ("reliability", ["Reliability", "Keandalan", "Fiabilidad"]),
    ("responsiveness", ["Responsiveness", "Daya tanggap", "Capacidad de respuesta"]),
    ("assurance", ["Assurance", "Jaminan", "Seguridad"]),
    ("empathy", ["Empathy", "Empati", "Empatía"]),
];

const SIZES: [usize; 5] = [4, 5, 4, 4, 5];

const ITEMS: [[&str; 3]; 22] = [
    ["Modern equipment", "Peralatan modern", "Equipos modernos"],
    ["Pleasant rooms", "Ruangan yang nyaman", "Instalaciones agradables"],
    ["Neat staff", "Petugas rapi", "Personal de aspecto cuidado"],
    ["Clear leaflets and forms", "Brosur dan formulir jelas", "Folletos y formularios claros"],
    ["Keeps promises by the time given", "Menepati janji tepat waktu", "Cumple lo prometido en el plazo dado"],
    [
        "Sincere interest in solving problems",
        "Sungguh-sungguh menyelesaikan masalah",
        "Interés sincero en resolver problemas",
    ],
    ["Right the first time", "Benar sejak pertama kali", "Lo hace bien a la primera"],
    ["Services when promised", "Layanan pada waktu yang dijanjikan", "Presta el servicio cuando lo promete"],
    ["Records without errors", "Catatan tanpa kesalahan", "Registros sin errores"],
    ["Tells when the service will happen", "Memberi tahu kapan dilayani", "Informa de cuándo se hará"],
    ["Prompt service", "Pelayanan cepat", "Servicio rápido"],
    ["Always willing to help", "Selalu bersedia membantu", "Siempre dispuesto a ayudar"],
    ["Never too busy to answer", "Tidak pernah terlalu sibuk", "Nunca demasiado ocupado"],
    ["Staff inspire confidence", "Petugas meyakinkan", "El personal inspira confianza"],
    ["Feels safe", "Merasa aman", "Se siente seguridad"],
    ["Courteous staff", "Petugas sopan", "Personal cortés"],
    ["Staff know the answers", "Petugas mampu menjawab", "El personal sabe responder"],
    ["Individual attention", "Perhatian pribadi", "Atención individual"],
    ["Convenient hours", "Jam layanan yang sesuai", "Horario conveniente"],
    ["Staff who care personally", "Petugas yang peduli", "Personal que se preocupa"],
    ["Customer's interest at heart", "Mengutamakan pelanggan", "Busca el interés del cliente"],
    ["Understands specific needs", "Memahami kebutuhan khusus", "Comprende las necesidades"],
];

fn tongue(language: &str) -> usize {
    LANGUAGES.iter().position(|l| *l == language).unwrap_or(0)
}

/// Collects numbers in few words.
#[derive(Default)]
struct Numbers(Vec<Number>);

impl Numbers {
    /// A number; `half` is the half width of its interval, 0 for none.
    #[allow(clippy::too_many_arguments)] // A sample is written in one line each.
    fn add(
        &mut self,
        statistic: &str,
        of: &str,
        value: f64,
        half: f64,
        n: i64,
        method: &str,
        rule: &str,
    ) -> &mut Number {
        self.at(statistic, of, "", "", value, half, n, method, rule)
    }

    #[allow(clippy::too_many_arguments)] // A sample is written in one line each.
    fn at(
        &mut self,
        statistic: &str,
        of: &str,
        by: &str,
        wave: &str,
        value: f64,
        half: f64,
        n: i64,
        method: &str,
        rule: &str,
    ) -> &mut Number {
        let interval = half > 0.0;
        self.0.push(Number {
            statistic: statistic.into(),
            of: of.into(),
            by: by.into(),
            wave: wave.into(),
            value: Some(value),
            low: interval.then_some(value - half),
            high: interval.then_some(value + half),
            se: interval.then_some(half / 1.96),
            n: Some(n),
            method: method.into(),
            rule: rule.into(),
            undefined: String::new(),
        });
        self.0.last_mut().expect("just pushed")
    }

    fn undefined(&mut self, statistic: &str, of: &str, by: &str, wave: &str, reason: &str, method: &str) {
        let number = self.at(statistic, of, by, wave, 0.0, 0.0, 0, method, "pairs");
        number.value = None;
        number.n = None;
        number.undefined = format!("undefined-{reason}");
    }
}

fn subjects(language: &str) -> Vec<Subject> {
    let tongue = tongue(language);
    let mut subjects = Vec::new();
    let mut item = 0;
    for ((factor, titles), size) in FACTORS.iter().zip(SIZES) {
        let of = format!("dimension:{factor}");
        subjects.push(Subject {
            of: of.clone(),
            kind: SubjectKind::Dimension,
            factor: (*factor).into(),
            parent: String::new(),
            label: titles[tongue].into(),
            wording: titles[tongue].into(),
        });
        for _ in 0..size {
            subjects.push(Subject {
                of: format!("item:{:02}", item + 1),
                kind: SubjectKind::Item,
                factor: (*factor).into(),
                parent: of.clone(),
                label: ITEMS[item][tongue].into(),
                wording: format!("{}.", ITEMS[item][tongue]),
            });
            item += 1;
        }
    }
    subjects
}

fn card(batteries: &[&str], max: u8, id: &str, outcome: &str) -> InstrumentCard {
    InstrumentCard {
        id: id.into(),
        version: "1".into(),
        title: match id {
            "servperf" => "SERVPERF".into(),
            "servqual-zone" => "SERVQUAL zone".into(),
            _ => "SERVQUAL".into(),
        },
        source: "After Parasuraman, Zeithaml and Berry (1988); own wording".into(),
        expectation: if batteries.contains(&"expectation") { "should".into() } else { String::new() },
        batteries: batteries.iter().map(|b| (*b).into()).collect(),
        scale_min: 1,
        scale_max: max,
        outcome: outcome.into(),
    }
}

fn methods() -> Vec<MethodCard> {
    [
        ("gap", "Gap scores"),
        ("consistency", "Consistency (Cronbach's alpha)"),
        ("difference", "Difference scores"),
        ("driver", "Drivers: LMG and Johnson"),
        ("importance", "Importance and performance"),
        ("segment", "Segments: Welch and Games–Howell"),
        ("trend", "Waves"),
        ("screening", "Careless answering"),
        ("zone", "Zone of tolerance"),
    ]
    .map(|(id, title)| MethodCard {
        id: id.into(),
        title: title.into(),
        page: format!("docs/method/{id}.md"),
        formulas: vec![format!("{id} = a < b"), "and\nanother".into()],
        unit: "points".into(),
        source: "Student (1908), Biometrika 6, 1–25.".into(),
    })
    .into()
}

fn settings() -> Settings {
    Settings {
        level: 0.95,
        minimum_gap: 0.3,
        suppress_below: 10,
        replicates: 2000,
        seed: 20_260_101,
        estimator: "ml".to_owned(),
    }
}

fn finding(kind: FindingKind, text: [&str; 3], of: &[&str], language: &str) -> Finding {
    Finding {
        kind,
        key: format!("finding-{kind:?}").to_lowercase(),
        text: text[tongue(language)].into(),
        of: of.iter().map(|of| (*of).into()).collect(),
    }
}

fn findings(language: &str) -> Vec<Finding> {
    let all: [(FindingKind, [&str; 3], &[&str]); 9] = [
        (
            FindingKind::Shortfall,
            [
                "Service falls short most on reliability: 1.52 points below what customers expect (95% interval 1.38 to 1.66).",
                "Layanan paling tertinggal pada keandalan: 1,52 poin di bawah harapan pelanggan (selang 95% 1,38 sampai 1,66).",
                "El servicio se queda más corto en fiabilidad: 1,52 puntos por debajo de lo esperado (intervalo del 95 %: 1,38 a 1,66).",
            ],
            &["dimension:reliability"],
        ),
        (
            FindingKind::Driver,
            [
                "Reliability matters most for overall satisfaction (34% of what can be explained), followed by responsiveness (24%).",
                "Keandalan paling menentukan kepuasan keseluruhan (34% dari yang dapat dijelaskan), disusul daya tanggap (24%).",
                "La fiabilidad es lo que más pesa en la satisfacción general (34 % de lo explicable), seguida de la capacidad de respuesta (24 %).",
            ],
            &["dimension:reliability"],
        ),
        (
            FindingKind::First,
            [
                "Begin with reliability, and within it with 'Keeps promises by the time given': it is important and performed poorly in 93% of resamples.",
                "Mulailah dari keandalan, khususnya 'Menepati janji tepat waktu': penting dan kinerjanya rendah pada 93% sampel ulang.",
                "Empiece por la fiabilidad y, en ella, por «Cumple lo prometido en el plazo dado»: es importante y rinde poco en el 93 % de los remuestreos.",
            ],
            &["dimension:reliability", "item:05"],
        ),
        (
            FindingKind::Certainty,
            [
                "All five gaps differ from zero after correction; order of the first two is uncertain, because their intervals overlap.",
                "Kelima kesenjangan berbeda dari nol setelah koreksi; urutan dua yang terbesar belum pasti karena selangnya bertumpang tindih.",
                "Las cinco brechas difieren de cero tras la corrección; el orden de las dos primeras es incierto porque sus intervalos se solapan.",
            ],
            &[],
        ),
        (
            FindingKind::Measure,
            [
                "Perceptions alone explain satisfaction better than gaps (adjusted R² 0.55 against 0.39). Use the gaps to see where to act, perceptions to predict.",
                "Persepsi saja menjelaskan kepuasan lebih baik daripada kesenjangan (R² terkoreksi 0,55 berbanding 0,39).",
                "Las percepciones solas explican mejor la satisfacción que las brechas (R² ajustado 0,55 frente a 0,39).",
            ],
            &[],
        ),
        (
            FindingKind::Consistency,
            [
                "Every dimension is consistent enough for a comparison of groups.",
                "Setiap dimensi cukup konsisten untuk membandingkan kelompok.",
                "Todas las dimensiones son lo bastante consistentes para comparar grupos.",
            ],
            &[],
        ),
        (
            FindingKind::Segment,
            [
                "Branches differ on reliability: North falls short by 0.6 points more than South.",
                "Cabang berbeda pada keandalan: Utara tertinggal 0,6 poin lebih banyak daripada Selatan.",
                "Las sucursales difieren en fiabilidad: Norte se queda 0,6 puntos más corto que Sur.",
            ],
            &["dimension:reliability"],
        ),
        (
            FindingKind::Wave,
            [
                "Since 2024 the gap on responsiveness narrowed by 0.31 points: service got better, expectation stayed.",
                "Sejak 2024 kesenjangan daya tanggap menyempit 0,31 poin: layanan membaik, harapan tetap.",
                "Desde 2024 la brecha en capacidad de respuesta se redujo 0,31 puntos: el servicio mejoró y la expectativa se mantuvo.",
            ],
            &["dimension:responsiveness"],
        ),
        (
            FindingKind::Data,
            [
                "2 rows and 3 cells were refused; they are listed below.",
                "2 baris dan 3 sel ditolak; semuanya tercantum di bawah.",
                "Se rechazaron 2 filas y 3 celdas; aparecen abajo.",
            ],
            &[],
        ),
    ];
    all.into_iter().map(|(kind, text, of)| finding(kind, text, of, language)).collect()
}

const METHOD_PARAGRAPH: [&str; 3] = [
    "Service quality was measured with a 22-item SERVQUAL questionnaire on a scale from 1 to 7 (n = 300). Gaps are perception minus expectation over complete pairs; a dimension score is the mean of the answered items when at least half were answered. Intervals are 95% t intervals; gaps were tested with paired t tests, corrected after Holm over the five dimensions. Consistency is Cronbach's alpha with Feldt intervals. Drivers are LMG shares with 2,000 bootstrap replicates (seed 20260101).",
    "Kualitas layanan diukur dengan kuesioner SERVQUAL 22 butir pada skala 1 sampai 7 (n = 300). Kesenjangan adalah persepsi dikurangi harapan pada pasangan lengkap; skor dimensi adalah rata-rata butir yang dijawab bila sedikitnya separuh dijawab. Selang kepercayaan 95% memakai distribusi t; kesenjangan diuji dengan uji t berpasangan dan koreksi Holm.",
    "La calidad del servicio se midió con un cuestionario SERVQUAL de 22 ítems en una escala de 1 a 7 (n = 300). Las brechas son percepción menos expectativa en pares completos; la puntuación de una dimensión es la media de los ítems contestados si se contestó al menos la mitad. Los intervalos son t del 95 %; las brechas se contrastaron con t pareada y corrección de Holm.",
];

const GAPS: [f64; 5] = [-0.42, -1.52, -1.31, -0.18, 0.24];
const LMG: [f64; 5] = [0.11, 0.34, 0.24, 0.18, 0.13];

/// Expectation and gap of an item: a small spread around its dimension.
fn of_item(item: usize, dimension: usize) -> (f64, f64) {
    let wobble = ((item * 37) % 11) as f64 / 11.0 - 0.5;
    (6.2 - wobble * 0.5, GAPS[dimension] + wobble * 0.9)
}

fn each_item() -> impl Iterator<Item = (usize, usize)> {
    let dimension = |item: usize| {
        let mut end = 0;
        SIZES
            .iter()
            .position(|size| {
                end += size;
                item < end
            })
            .unwrap_or(4)
    };
    (0..22).map(move |item| (item, dimension(item)))
}

fn pair_numbers(numbers: &mut Numbers, of: &str, expectation: f64, gap: f64, n: i64, rule: &str, item: bool) {
    let half = if item { 0.19 } else { 0.14 };
    let sd = half / 1.96 * (n as f64).sqrt();
    let t = gap / (half / 1.96);
    let p = (-t.abs() * t.abs() / 2.0).exp();
    numbers.add("expectation.mean", of, expectation, 0.09, n + 1, "gap", rule);
    numbers.add("expectation.sd", of, 0.8, 0.0, n + 1, "gap", rule);
    numbers.add("expectation.top_share", of, 0.41, 0.0, n + 1, "difference", rule);
    numbers.add("perception.mean", of, expectation + gap, 0.12, n + 2, "gap", rule);
    numbers.add("perception.sd", of, 1.1, 0.0, n + 2, "gap", rule);
    numbers.add("gap.mean", of, gap, half, n, "gap", rule);
    numbers.add("gap.sd", of, sd, 0.0, n, "gap", rule);
    numbers.add("gap.median", of, gap.round(), 0.0, n, "gap", rule);
    numbers.add("gap.t", of, t, 0.0, n, "gap", rule);
    numbers.add("gap.df", of, (n - 1) as f64, 0.0, n, "gap", rule);
    numbers.add("gap.p", of, p, 0.0, n, "gap", rule);
    numbers.add(if item { "gap.p_bh" } else { "gap.p_holm" }, of, (p * 3.0).min(1.0), 0.0, n, "gap", rule);
    numbers.add("gap.p_minimum", of, if gap < -0.45 { 0.0004 } else { 0.61 }, 0.0, n, "gap", rule);
    numbers.add("gap.d_z", of, gap / sd, 0.0, n, "gap", rule);
    numbers.add("gap.hedges_g_z", of, gap / sd * 0.997, 0.0, n, "gap", rule);
    numbers.add("gap.rank_biserial", of, (gap / 1.8).clamp(-1.0, 1.0), 0.0, n, "gap", rule);
    numbers.add("gap.wilcoxon_z", of, t * 0.9, 0.0, n, "gap", rule);
    numbers.add("gap.wilcoxon_p", of, p, 0.0, n, "gap", rule);
    numbers.add("gap.share_negative", of, 0.62, 0.0, n, "gap", rule);
    numbers.add("gap.share_zero", of, 0.21, 0.0, n, "gap", rule);
    numbers.add("gap.share_positive", of, 0.17, 0.0, n, "gap", rule);
    numbers.add("gap.percent_of_range", of, gap / 6.0 * 100.0, 0.0, n, "gap", rule);
}

fn consistency(numbers: &mut Numbers, batteries: &[&str]) {
    for (d, (factor, _)) in FACTORS.iter().enumerate() {
        let of = format!("dimension:{factor}");
        for battery in batteries {
            let alpha = 0.78 + d as f64 * 0.03;
            numbers.add(&format!("alpha.{battery}"), &of, alpha, 0.03, 286, "consistency", "listwise");
            numbers.add(
                &format!("alpha.standardized.{battery}"),
                &of,
                alpha + 0.004,
                0.0,
                286,
                "consistency",
                "listwise",
            );
        }
        numbers.add("validity.critical_r", &of, 0.116, 0.0, 286, "consistency", "listwise");
    }
    for (item, _) in each_item() {
        let of = format!("item:{:02}", item + 1);
        for battery in batteries {
            let rest = if item == 12 { 0.02 } else { 0.48 + (item % 5) as f64 * 0.06 };
            numbers.add(&format!("item_rest.{battery}"), &of, rest, 0.0, 286, "consistency", "listwise");
            if *battery != "gap" {
                let total = if item == 12 { 0.09 } else { rest + 0.14 };
                numbers.add(&format!("item_total.{battery}"), &of, total, 0.0, 286, "consistency", "listwise");
                numbers.add(&format!("alpha.if_dropped.{battery}"), &of, 0.75, 0.0, 286, "consistency", "listwise");
            }
        }
    }
}

fn drivers(numbers: &mut Numbers) {
    numbers.add("driver.r2", "all", 0.56, 0.07, 288, "driver", "listwise");
    for (d, (factor, _)) in FACTORS.iter().enumerate() {
        let of = format!("dimension:{factor}");
        let order = LMG.iter().filter(|other| **other > LMG[d]).count() as f64 + 1.0;
        numbers.add("driver.lmg", &of, LMG[d] * 0.56, 0.0, 288, "driver", "listwise");
        numbers.add("driver.lmg_share", &of, LMG[d], 0.055, 288, "driver", "listwise");
        numbers.add("driver.johnson_share", &of, LMG[d] + 0.004, 0.052, 288, "driver", "listwise");
        let rank = numbers.add("driver.rank", &of, order, 0.0, 288, "driver", "listwise");
        rank.low = Some((order - 1.0).max(1.0));
        rank.high = Some((order + 1.0).min(5.0));
        numbers.add("driver.correlation", &of, 0.4 + LMG[d], 0.0, 288, "driver", "listwise");
        numbers.add("driver.b", &of, LMG[d] + 0.1, 0.196, 288, "driver", "listwise");
        numbers.add("driver.b_t", &of, LMG[d] * 10.0 + 1.0, 0.0, 288, "driver", "listwise");
        numbers.add("driver.b_p", &of, 0.01 * d as f64, 0.0, 288, "driver", "listwise");
        for name in ["driver.first", "driver.last", "driver.pratt"] {
            numbers.add(name, &of, LMG[d] / 2.0, 0.0, 288, "driver", "listwise");
        }
        numbers.add("driver.beta", &of, LMG[d] - 0.05, 0.0, 288, "driver", "listwise");
        numbers.add("driver.vif", &of, 2.1 + d as f64 / 10.0, 0.0, 288, "driver", "listwise");
        numbers.add("importance.points", &of, [11.0, 32.5, 22.0, 19.0, 15.5][d], 1.2, 281, "importance", "available");
    }
}

fn priorities(performance: impl Fn(usize) -> f64) -> Vec<Priority> {
    let cut = (0..5).map(&performance).sum::<f64>() / 5.0;
    (0..5)
        .map(|d| {
            let important = LMG[d] >= 0.2;
            let well = performance(d) >= cut;
            let (quadrant, membership) = match (important, well) {
                (true, false) => (Quadrant::ConcentrateHere, vec![0.93, 0.05, 0.0, 0.02]),
                (true, true) => (Quadrant::KeepUp, vec![0.04, 0.81, 0.13, 0.02]),
                (false, true) => (Quadrant::PossibleOverkill, vec![0.0, 0.21, 0.77, 0.02]),
                (false, false) => (Quadrant::LowPriority, vec![0.1, 0.0, 0.2, 0.7]),
            };
            Priority {
                of: format!("dimension:{}", FACTORS[d].0),
                performance: performance(d),
                importance: LMG[d],
                basis: "derived".into(),
                performance_cut: cut,
                importance_cut: 0.2,
                quadrant,
                membership,
            }
        })
        .collect()
}

fn data(respondents: u64) -> DataCare {
    DataCare {
        files: vec!["clinic-2025.csv".into()],
        records: respondents + 4,
        respondents,
        blank: 2,
        rows_refused: 2,
        cells_refused: 3,
        answers_missing: 214,
        answers_not_applicable: 57,
        answers_possible: respondents * 44,
        refused: vec![
            ListedRefusal {
                file: "clinic-2025.csv".into(),
                line: 214,
                column: "E07".into(),
                value: "9".into(),
                reason: "1–7".into(),
            },
            ListedRefusal {
                file: "clinic-2025.csv".into(),
                line: 231,
                column: String::new(),
                value: "R0229".into(),
                reason: "R0229 = 12".into(),
            },
        ],
        column_notes: Vec::new(),
        columns_unused: vec!["timestamp".into(), "comment".into(), "device".into()],
        columns_absent: vec!["W_emp".into()],
    }
}

fn shell(language: &str, title: [&str; 3], instrument: InstrumentCard, respondents: u64) -> Report {
    Report {
        format: "rater.report/1".into(),
        language: language.into(),
        title: title[tongue(language)].into(),
        instrument,
        data: data(respondents),
        settings: settings(),
        subjects: subjects(language),
        segmentations: Vec::new(),
        waves: Vec::new(),
        weighting: None,
        findings: Vec::new(),
        priorities: Vec::new(),
        numbers: Vec::new(),
        methods: methods(),
        method_paragraph: METHOD_PARAGRAPH[tongue(language)].into(),
    }
}

/// Groups: two branches, and an age column with one group too small to show.
fn segmentations(language: &str) -> Vec<Segmentation> {
    let tongue = tongue(language);
    let level = |by: &str, label: [&str; 3], n: Option<u64>| SegmentLevel {
        by: by.into(),
        label: label[tongue].into(),
        n,
        suppressed: n.is_none(),
    };
    vec![
        Segmentation {
            column: "branch".into(),
            title: ["Branch", "Cabang", "Sucursal"][tongue].into(),
            levels: vec![
                level("branch=north", ["North", "Utara", "Norte"], Some(161)),
                level("branch=south", ["South", "Selatan", "Sur"], Some(139)),
            ],
            without: 0,
        },
        Segmentation {
            column: "age".into(),
            title: ["Age", "Umur", "Edad"][tongue].into(),
            levels: vec![
                level("age=1", ["18 to 29", "18 sampai 29", "18 a 29"], Some(88)),
                level("age=2", ["30 to 44", "30 sampai 44", "30 a 44"], Some(120)),
                level("age=3", ["45 to 64", "45 sampai 64", "45 a 64"], None),
                level("age=4", ["65 and older", "65 ke atas", "65 o más"], None),
            ],
            without: 12,
        },
    ]
}

fn segment_numbers(numbers: &mut Numbers, segmentations: &[Segmentation], score: &str) {
    for segmentation in segmentations {
        for (l, level) in segmentation.levels.iter().enumerate() {
            let overall = if score == "gap.mean" { "servqual.unweighted" } else { "servperf.unweighted" };
            if level.suppressed {
                for of in subjects("en").iter().map(|s| s.of.as_str()) {
                    numbers.undefined(score, of, &level.by, "", "suppressed", "gap");
                }
                numbers.undefined(overall, "all", &level.by, "", "suppressed", "gap");
                continue;
            }
            let n = level.n.unwrap_or_default() as i64;
            let shift = (l as f64 - 0.5) * 0.3 + if score == "gap.mean" { 0.0 } else { 6.2 };
            numbers.at(overall, "all", &level.by, "", -0.6 + shift, 0.2, n, "gap", "half");
            for (d, (factor, _)) in FACTORS.iter().enumerate() {
                let of = format!("dimension:{factor}");
                numbers.at(score, &of, &level.by, "", GAPS[d] + shift, 0.2, n, "gap", "half");
            }
            for (item, d) in each_item() {
                let of = format!("item:{:02}", item + 1);
                numbers.at(score, &of, &level.by, "", of_item(item, d).1 + shift, 0.3, n - 1, "gap", "pairs");
            }
        }
        for (d, (factor, _)) in FACTORS.iter().enumerate() {
            let of = format!("dimension:{factor}");
            let column = &segmentation.column;
            numbers.at("segment.welch_f", &of, column, "", 7.3 - d as f64, 0.0, 300, "segment", "half");
            numbers.at("segment.welch_df1", &of, column, "", 1.0, 0.0, 300, "segment", "half");
            numbers.at("segment.welch_df2", &of, column, "", 287.4, 0.0, 300, "segment", "half");
            numbers.at("segment.welch_p", &of, column, "", 0.007 * (d + 1) as f64, 0.0, 300, "segment", "half");
            numbers.at("segment.p_bh", &of, column, "", 0.021 * (d + 1) as f64, 0.0, 300, "segment", "half");
            numbers.at("segment.omega2", &of, column, "", 0.02, 0.0, 300, "segment", "half");
            let (a, b) = (&segmentation.levels[0].by, &segmentation.levels[1].by);
            let value = |by: &str| by.split_once('=').map_or(String::new(), |(_, v)| v.to_owned());
            let pair = format!("{column}={}~{}", value(a), value(b));
            numbers.at("segment.difference", &of, &pair, "", -0.3, 0.22, 300, "segment", "half");
            numbers.at("segment.difference_p", &of, &pair, "", 0.011 * (d + 1) as f64, 0.0, 300, "segment", "half");
        }
    }
}

fn wave_numbers(numbers: &mut Numbers, waves: &[WaveCard], score: &str) {
    for (w, wave) in waves.iter().enumerate() {
        let n = wave.n as i64;
        for (d, (factor, _)) in FACTORS.iter().enumerate() {
            let of = format!("dimension:{factor}");
            let drift = ((w * (d + 2)) % 5) as f64 * 0.12 + w as f64 * 0.05;
            let gap = GAPS[d] - 0.4 + drift;
            if score == "gap.mean" {
                numbers.at("expectation.mean", &of, "", &wave.name, 6.3, 0.1, n, "trend", "half");
                numbers.at("gap.mean", &of, "", &wave.name, gap, 0.18, n, "trend", "half");
            }
            numbers.at("perception.mean", &of, "", &wave.name, 6.3 + gap, 0.15, n, "trend", "half");
            if w > 0 {
                numbers.at("wave.change", &of, "", &wave.name, 0.31 - d as f64 * 0.1, 0.2, n, "trend", "half");
                numbers.at("wave.change_p", &of, "", &wave.name, 0.012 * (d + 1) as f64, 0.0, n, "trend", "half");
                numbers.at("wave.change_p_holm", &of, "", &wave.name, 0.06 * (d + 1) as f64, 0.0, n, "trend", "half");
                if score == "gap.mean" {
                    numbers.at(
                        "wave.perception_part",
                        &of,
                        "",
                        &wave.name,
                        0.28 - d as f64 * 0.1,
                        0.0,
                        n,
                        "trend",
                        "half",
                    );
                    numbers.at("wave.expectation_part", &of, "", &wave.name, 0.03, 0.0, n, "trend", "half");
                }
            }
        }
        let overall = if score == "gap.mean" { "servqual.unweighted" } else { "servperf.unweighted" };
        let level = if score == "gap.mean" { -0.8 } else { 5.4 };
        numbers.at(overall, "all", "", &wave.name, level + w as f64 * 0.06, 0.1, n, "trend", "half");
    }
}

/// An overall judgement of everybody, of every group and of every wave, and its changes.
fn outcome(sample: &mut Report, numbers: &mut Numbers) {
    let of = "outcome:overall";
    let n = i64::try_from(sample.data.respondents).unwrap_or(i64::MAX);
    sample.subjects.push(Subject {
        of: of.into(),
        kind: SubjectKind::Outcome,
        factor: String::new(),
        parent: String::new(),
        label: sample.instrument.outcome.to_lowercase(),
        wording: sample.instrument.outcome.clone(),
    });
    numbers.add("outcome.mean", of, 4.71, 0.13, n, "gap", "available");
    numbers.add("outcome.sd", of, 1.21, 0.0, n, "gap", "available");
    for level in sample.segmentations.iter().flat_map(|segmentation| &segmentation.levels) {
        match level.n {
            Some(n) => {
                numbers.at("outcome.mean", of, &level.by, "", 4.55, 0.2, n as i64, "gap", "available");
            }
            None => numbers.undefined("outcome.mean", of, &level.by, "", "suppressed", "gap"),
        }
    }
    for (w, wave) in sample.waves.iter().enumerate() {
        let (mean, n) = (4.62 + w as f64 * 0.17, wave.n as i64);
        numbers.at("outcome.mean", of, "", &wave.name, mean, 0.18, n, "gap", "available");
        if w > 0 {
            numbers.at("wave.change", of, "", &wave.name, 0.17, 0.26, 2 * n, "waves", "half");
            numbers.at("wave.change_p", of, "", &wave.name, 0.2, 0.0, 2 * n, "waves", "half");
            numbers.at("wave.change_p_holm", of, "", &wave.name, 0.2, 0.0, 1, "multiplicity", "");
        }
    }
}

fn careless(numbers: &mut Numbers, score: &str) {
    for (statistic, count) in [
        ("careless.flagged", 14.0),
        ("careless.longstring", 21.0),
        ("careless.irv_zero", 9.0),
        ("careless.identical", 6.0),
        ("careless.mahalanobis", 12.0),
    ] {
        numbers.add(statistic, "all", count, 0.0, 300, "screening", "available");
    }
    numbers.undefined("careless.too_fast", "all", "", "", "not-asked", "screening");
    for (d, (factor, _)) in FACTORS.iter().enumerate() {
        let level = if score == "gap.mean" { GAPS[d] - 0.05 } else { 3.8 + GAPS[d] / 4.0 };
        let (name, of) = (format!("{score}_careful"), format!("dimension:{factor}"));
        numbers.add(&name, &of, level, 0.15, 281, "screening", "half");
    }
}

/// Penalties, rewards and surfaces.
fn shapes(numbers: &mut Numbers) {
    for (d, (factor, _)) in FACTORS.iter().enumerate() {
        let of = format!("dimension:{factor}");
        let (penalty, reward) = ([-0.42, -0.8, -0.6, -0.1, -0.2][d], [0.35, 0.05, 0.3, 0.1, 0.5][d]);
        numbers.add("penalty.effect", &of, penalty, 0.28, 288, "driver", "listwise");
        numbers.add("penalty.count", &of, 40.0 + d as f64, 0.0, 288, "driver", "listwise");
        if d == 3 {
            for name in ["reward.effect", "reward.count", "penalty_reward.balance", "penalty_reward.asymmetry"] {
                numbers.undefined(name, &of, "", "", "suppressed", "driver");
            }
        } else {
            numbers.add("reward.effect", &of, reward, 0.3, 288, "driver", "listwise");
            numbers.add("reward.count", &of, 60.0 - d as f64, 0.0, 288, "driver", "listwise");
            numbers.add("penalty_reward.balance", &of, reward + penalty, 0.4, 288, "driver", "listwise");
            let asymmetry = (reward + penalty) / (reward - penalty);
            numbers.add("penalty_reward.asymmetry", &of, asymmetry, 0.0, 288, "driver", "listwise");
        }
        let (along, against) = (if d == 0 { 0.1 } else { 0.6 }, -0.9);
        for (name, slope) in [("a1", along), ("a2", 0.03), ("a3", against), ("a4", -0.05)] {
            numbers.add(&format!("surface.{name}"), &of, slope, 0.4, 288, "difference", "listwise");
        }
    }
    numbers.add("penalty_reward.r2", "all", 0.47, 0.0, 288, "driver", "listwise");
    numbers.add("penalty_reward.low_cut", "all", 4.0, 0.0, 288, "driver", "listwise");
    numbers.add("penalty_reward.high_cut", "all", 6.0, 0.0, 288, "driver", "listwise");
}

/// Which answers are missing, and whether at random.
fn missing(numbers: &mut Numbers) {
    numbers.add("missing.complete", "all", 215.0, 0.0, 300, "gap", "available");
    numbers.add("missing.loss", "all", 85.0 / 300.0, 0.0, 300, "gap", "available");
    let every: Vec<String> = (1..=22).map(|item| format!("expectation.{item:02}")).collect();
    let patterns = [("perception.13".to_owned(), 31.0), (format!("{}+perception.05", every.join("+")), 14.0)];
    for (names, count) in patterns {
        let by = format!("missing={names}");
        numbers.at("missing.pattern", "all", &by, "", count, 0.0, 300, "gap", "available");
    }
    numbers.add("missing.pattern_other", "all", 40.0, 0.0, 300, "gap", "available");
    numbers.add("missing.little.perception", "all", 702.4, 0.0, 300, "gap", "available");
    numbers.add("missing.little_df.perception", "all", 688.0, 0.0, 300, "gap", "available");
    numbers.add("missing.little_p.perception", "all", 0.343, 0.0, 300, "gap", "available");
    let indices = [("average_string", 1.36), ("even_odd", -0.52), ("synonyms", 0.41)];
    for (name, median) in indices {
        numbers.add(&format!("careless.{name}"), "all", median, 0.0, 281, "screening", "available");
    }
}

/// The complete one: 22 items expected and perceived, points, an outcome, two segmentations, two waves.
pub fn servqual(language: &str) -> Report {
    let mut numbers = Numbers::default();
    let mut sample = shell(
        language,
        [
            "Service quality at a clinic with two branches",
            "Kualitas layanan klinik dengan dua cabang",
            "Calidad del servicio de una clínica con dos sucursales",
        ],
        card(
            &["expectation", "perception"],
            7,
            "servqual",
            ["Overall satisfaction", "Kepuasan keseluruhan", "Satisfacción general"][tongue(language)],
        ),
        300,
    );
    numbers.add("respondents", "all", 300.0, 0.0, 300, "gap", "");
    for (d, (factor, _)) in FACTORS.iter().enumerate() {
        let of = format!("dimension:{factor}");
        pair_numbers(&mut numbers, &of, 6.2, GAPS[d], 296, "half", false);
        numbers.add("difference.reliability", &of, 0.61 + d as f64 * 0.03, 0.0, 280, "difference", "listwise");
        numbers.add("difference.correlation", &of, 0.38, 0.0, 280, "difference", "listwise");
    }
    for (item, d) in each_item() {
        let of = format!("item:{:02}", item + 1);
        let (expectation, gap) = of_item(item, d);
        pair_numbers(&mut numbers, &of, expectation, gap, 290 + (item % 7) as i64, "pairs", true);
        for level in 5..=7 {
            let by = format!("expectation={level}");
            numbers.at("gap.variance", &of, &by, "", 0.5 + level as f64 / 4.0, 0.0, 90, "difference", "pairs");
        }
        numbers.undefined("gap.variance", &of, "expectation=4", "", "suppressed", "difference");
        numbers.add("answers.missing", &of, 0.016, 0.0, 300, "gap", "");
        numbers.add("answers.not_applicable", &of, 0.004, 0.0, 300, "gap", "");
        numbers.add("item_driver.lmg_share", &of, (item % 6) as f64 / 55.0, 0.02, 271, "driver", "listwise");
        numbers.add("item_driver.johnson_share", &of, (item % 6) as f64 / 54.0, 0.03, 271, "driver", "listwise");
    }
    numbers.add("servqual.unweighted", "all", -0.638, 0.11, 291, "gap", "half");
    numbers.add("servqual.weighted", "all", -0.871, 0.12, 284, "gap", "half");
    numbers.add("servqual.aggregate", "all", -0.858, 0.0, 284, "gap", "half");
    numbers.add("servqual.link", "all", -0.013, 0.0, 284, "gap", "half");
    numbers.add("servperf.unweighted", "all", 5.562, 0.1, 293, "gap", "half");
    numbers.add("servperf.weighted", "all", 5.331, 0.1, 284, "gap", "half");
    consistency(&mut numbers, &["expectation", "perception", "gap"]);
    let models = [
        ("gap", 0.392),
        ("perception", 0.553),
        ("expectation", 0.08),
        ("free", 0.55),
        ("weighted", 0.399),
        ("weighted_perception", 0.561),
    ];
    for (model, r2) in models {
        numbers.add("fit.r2_adjusted", &format!("model:{model}"), r2, 0.0, 288, "difference", "listwise");
    }
    numbers.add("constraint.f", "all", 7.39, 0.0, 288, "difference", "listwise");
    numbers.add("constraint.df1", "all", 5.0, 0.0, 288, "difference", "listwise");
    numbers.add("constraint.df2", "all", 277.0, 0.0, 288, "difference", "listwise");
    numbers.add("constraint.p", "all", 2e-6, 0.0, 288, "difference", "listwise");
    drivers(&mut numbers);
    careless(&mut numbers, "gap.mean");
    shapes(&mut numbers);
    missing(&mut numbers);
    sample.segmentations = segmentations(language);
    segment_numbers(&mut numbers, &sample.segmentations, "gap.mean");
    sample.waves =
        vec![WaveCard { name: "2024".into(), n: 148, items: 22 }, WaveCard { name: "2025".into(), n: 152, items: 22 }];
    wave_numbers(&mut numbers, &sample.waves, "gap.mean");
    outcome(&mut sample, &mut numbers);
    sample.priorities = priorities(|d| 6.2 + GAPS[d]);
    // The same once more by stated points, of a report that could not resample their membership.
    let stated = |mut priority: Priority| {
        priority.basis = "stated".into();
        priority.membership.clear();
        priority
    };
    sample.priorities.extend(priorities(|d| 6.2 + GAPS[d]).into_iter().map(stated));
    sample.findings = findings(language);
    sample.numbers = numbers.0;
    sample
}

/// Perceptions only, in eight waves.
pub fn servperf(language: &str) -> Report {
    let mut numbers = Numbers::default();
    let mut sample = shell(
        language,
        [
            "Satisfaction at an airport, 2010 to 2017",
            "Kepuasan di bandara, 2010 sampai 2017",
            "Satisfacción en un aeropuerto, 2010 a 2017",
        ],
        card(
            &["perception"],
            5,
            "servperf",
            ["Overall satisfaction", "Kepuasan keseluruhan", "Satisfacción general"][tongue(language)],
        ),
        24_871,
    );
    for (d, (factor, _)) in FACTORS.iter().enumerate() {
        let of = format!("dimension:{factor}");
        numbers.add("perception.mean", &of, 3.9 + GAPS[d] / 4.0, 0.012, 24_120, "gap", "half");
        numbers.add("perception.sd", &of, 0.9, 0.0, 24_120, "gap", "half");
    }
    for (item, d) in each_item() {
        let of = format!("item:{:02}", item + 1);
        numbers.add("perception.mean", &of, 3.9 + of_item(item, d).1 / 4.0, 0.014, 23_400, "gap", "available");
        numbers.add("perception.sd", &of, 1.0, 0.0, 23_400, "gap", "available");
        numbers.add("answers.missing", &of, 0.05, 0.0, 24_871, "gap", "");
    }
    numbers.add("servperf.unweighted", "all", 3.77, 0.01, 23_800, "gap", "half");
    consistency(&mut numbers, &["perception"]);
    sample.waves = (2010..2018).map(|year| WaveCard { name: year.to_string(), n: 3100, items: 14 }).collect();
    wave_numbers(&mut numbers, &sample.waves, "perception.mean");
    outcome(&mut sample, &mut numbers);
    careless(&mut numbers, "perception.mean");
    sample.findings = findings(language).into_iter().take(4).collect();
    sample.numbers = numbers.0;
    sample
}

/// Minimum, desired and perceived, on a scale from 1 to 9.
pub fn zone(language: &str) -> Report {
    let mut numbers = Numbers::default();
    let mut sample = shell(
        language,
        [
            "A library's zone of tolerance",
            "Zona toleransi sebuah perpustakaan",
            "La zona de tolerancia de una biblioteca",
        ],
        card(&["minimum", "desired", "perception"], 9, "servqual-zone", ""),
        212,
    );
    let mut put = |of: &str, shift: f64, n: i64, rule: &str| {
        let (minimum, desired, perception) = (5.6 + shift / 5.0, 7.7, 6.4 + shift);
        numbers.add("minimum.mean", of, minimum, 0.12, n, "zone", rule);
        numbers.add("desired.mean", of, desired, 0.1, n, "zone", rule);
        numbers.add("perception.mean", of, perception, 0.14, n, "zone", rule);
        numbers.add("zone.adequacy", of, perception - minimum, 0.15, n, "zone", rule);
        numbers.add("zone.superiority", of, perception - desired, 0.16, n, "zone", rule);
        numbers.add("zone.width", of, desired - minimum, 0.0, n, "zone", rule);
        numbers.add("zone.below", of, 0.22, 0.0, n, "zone", rule);
        numbers.add("zone.within", of, 0.61, 0.0, n, "zone", rule);
        numbers.add("zone.above", of, 0.17, 0.0, n, "zone", rule);
        numbers.add("zone.inverted", of, 3.0, 0.0, n, "zone", rule);
    };
    for (d, (factor, _)) in FACTORS.iter().enumerate() {
        put(&format!("dimension:{factor}"), GAPS[d] + 0.3, 208, "half");
    }
    for (item, d) in each_item() {
        put(&format!("item:{:02}", item + 1), of_item(item, d).1 + 0.3, 205, "listwise");
    }
    numbers.add("servperf.unweighted", "all", 6.1, 0.1, 207, "gap", "half");
    consistency(&mut numbers, &["perception"]);
    sample.findings = findings(language).into_iter().take(1).collect();
    sample.numbers = numbers.0;
    sample
}

/// Three respondents who all answered the same: almost nothing can be said.
pub fn tiny(language: &str) -> Report {
    let mut numbers = Numbers::default();
    let mut sample = shell(
        language,
        ["Three answers", "Tiga jawaban", "Tres respuestas"],
        card(&["expectation", "perception"], 7, "servqual", ""),
        3,
    );
    for of in subjects(language).iter().map(|s| s.of.as_str()) {
        for statistic in ["expectation.mean", "perception.mean", "gap.mean"] {
            numbers.undefined(statistic, of, "", "", "too-few-respondents", "gap");
        }
        numbers.undefined("gap.p", of, "", "", "no-variation", "gap");
        numbers.undefined("gap.wilcoxon_p", of, "", "", "all-ties", "gap");
        numbers.undefined("alpha.perception", of, "", "", "no-variation", "consistency");
        numbers.undefined("driver.lmg_share", of, "", "", "collinear", "driver");
    }
    numbers.undefined("servqual.unweighted", "all", "", "", "nobody-answered", "gap");
    sample.data.refused.clear();
    sample.data.columns_absent.clear();
    sample.numbers = numbers.0;
    sample
}

/// Every optional part is absent.
pub fn empty(language: &str) -> Report {
    let mut sample = shell(language, ["", "", ""], card(&[], 7, "servqual", ""), 0);
    sample.data = DataCare::default();
    sample.subjects.clear();
    sample.methods.clear();
    sample.method_paragraph.clear();
    sample
}

/// Nine waves with a break and a bad wave, in fourteen branches of which one is hidden: computed, not written down.
pub fn branches(language: &str) -> Report {
    let mut branches = vec![(72, 0.0); 14];
    (branches[3], branches[5], branches[9], branches[11]) = ((140, 0.1), (3, 0.0), (30, -0.5), (60, -0.9));
    branches[1].1 = 0.8;
    let made = measured::Made {
        waves: vec![90, 110, 120, 100, 140, 130, 90, 100, 110],
        branches,
        dropped_from: Some(6),
        drift: -0.04,
        bad: Some(2),
        ..measured::Made::default()
    };
    made.report(language::Language::from_code(language).unwrap_or_default().words())
}

/// Every sample in a language, by name.
pub fn all(language: &str) -> Vec<(&'static str, Report)> {
    vec![
        ("servqual", servqual(language)),
        ("servperf", servperf(language)),
        ("zone", zone(language)),
        ("tiny", tiny(language)),
        ("empty", empty(language)),
        ("branches", branches(language)),
    ]
}
