//! What visitors of the clinic say, in three languages: sentences of ours, put together from a fixed seed.
//!
//! Separate from the visitors' answers, because nobody asked for this. Each sentence stands under the factor and the judgement that its
//! words have by the guide, so that a demonstration can also show how well a machine reads. Nobody said any of it.

use crate::random::Random;

const SEED: u64 = 29;
/// How many.
const COUNT: usize = 150;
/// Days over which they are spread.
const DAYS: u64 = 60;

/// One of the three languages.
type Tongue = usize;

/// The codes of the languages, in the order of the sentences.
pub const LANGUAGES: [&str; 3] = ["en", "id", "es"];
/// The channels, by the names of the store, and how often each is used, in percent.
const CHANNELS: [(&str, u64); 6] =
    [("page", 26), ("review", 24), ("counter", 18), ("phone", 12), ("mail", 12), ("chat", 8)];

/// A sentence with what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// The place of its factor in the word RATER; none when it says nothing of one.
    pub factor: Option<usize>,
    /// Whether it praises; otherwise it complains.
    pub good: bool,
    /// The sentence.
    pub text: &'static str,
}

/// A comment that nobody made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// How many days ago.
    pub days_ago: u64,
    /// At which minute of the day.
    pub minute: u64,
    /// The channel, by its name in the store.
    pub channel: &'static str,
    /// The code of its language.
    pub language: &'static str,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Stars, where the channel has them.
    pub stars: Option<u8>,
    /// Who signs it; may be empty.
    pub author: &'static str,
    /// A number to choose a place or a customer by.
    pub draw: u64,
}

impl Comment {
    /// Its words.
    #[must_use]
    pub fn words(&self) -> String {
        self.sentences.iter().map(|sentence| sentence.text).collect::<Vec<_>>().join(" ")
    }
}

/// What is new of late, and what it is about: how easily the things of a house are read and used is tangibles.
const NEWS: [&str; 3] = [
    "The new ticket machine is confusing.",
    "Mesin antrean yang baru membingungkan.",
    "La nueva máquina de turnos es confusa.",
];
const NEWS_FACTOR: usize = 2;
const NEWS_DAYS: u64 = 14;

/// Under each factor, complaints and then compliments: two of each in each language, and a third.
const SENTENCES: [[[[&str; 3]; 2]; 5]; 3] = [
    [
        [
            [
                "My result was promised for Tuesday and came on Friday.",
                "They billed me twice for the same blood test.",
                "My appointment was nowhere in their system.",
            ],
            [
                "The doctor called at ten sharp, as agreed.",
                "My prescription was ready on the day they said.",
                "Every page of my record was right.",
            ],
        ],
        [
            [
                "The man at the counter rolled his eyes at my question.",
                "Nobody there could tell me what the test is for.",
                "They called out my diagnosis in front of everybody.",
            ],
            [
                "The nurse was polite and knew exactly what she was doing.",
                "I felt safe the whole time.",
                "The doctor was honest with me about the risk.",
            ],
        ],
        [
            [
                "The toilet in the waiting room was dirty.",
                "The chairs hurt after ten minutes.",
                "The air conditioning was broken again.",
            ],
            [
                "The rooms are bright and very clean.",
                "The new chairs are comfortable.",
                "The signs on the wall are easy to read.",
            ],
        ],
        [
            [
                "Nobody explained what happens next.",
                "I was only a number to them.",
                "They close at four, so working people have no chance.",
            ],
            [
                "She sat down and listened to my worries.",
                "He explained each step in plain words.",
                "They remembered my daughter's allergy.",
            ],
        ],
        [
            ["We waited almost two hours.", "Nobody answers the phone.", "I wrote three mails and got no reply."],
            ["They answered my mail within the hour.", "I hardly had to wait at all.", "The porter was very helpful."],
        ],
    ],
    [
        [
            [
                "Hasil laboratorium dijanjikan Selasa, baru ada hari Jumat.",
                "Saya ditagih dua kali untuk pemeriksaan yang sama.",
                "Janji temu saya tidak ada di sistem mereka.",
            ],
            [
                "Dokter menelepon tepat pukul sepuluh sesuai janji.",
                "Resep saya siap pada hari yang dijanjikan.",
                "Catatan medis saya semuanya benar.",
            ],
        ],
        [
            [
                "Petugas loketnya judes sekali.",
                "Tidak ada yang tahu pemeriksaan ini untuk apa.",
                "Penyakit saya disebut keras-keras di depan semua orang.",
            ],
            [
                "Perawatnya sopan dan sangat menguasai pekerjaannya.",
                "Saya merasa aman dari awal sampai akhir.",
                "Dokternya jujur menjelaskan risikonya.",
            ],
        ],
        [
            ["Toilet di ruang tunggu kotor.", "Kursinya rusak dan tidak nyaman.", "AC di ruang tunggu mati lagi."],
            ["Ruangannya terang dan bersih sekali.", "Kursi barunya nyaman.", "Papan petunjuknya mudah dibaca."],
        ],
        [
            [
                "Tidak ada yang menjelaskan langkah berikutnya.",
                "Saya merasa cuma jadi nomor antrean.",
                "Tutup jam empat, orang yang bekerja tidak sempat datang.",
            ],
            [
                "Dokternya mau mendengarkan keluhan saya dengan sabar.",
                "Semua dijelaskan dengan bahasa yang mudah dimengerti.",
                "Mereka masih ingat alergi anak saya.",
            ],
        ],
        [
            [
                "Menunggu hampir dua jam.",
                "Telepon tidak pernah diangkat.",
                "Sudah tiga kali kirim surel, tidak dibalas.",
            ],
            ["Surel saya dibalas dalam satu jam.", "Hampir tidak perlu antre.", "Petugasnya sigap membantu."],
        ],
    ],
    [
        [
            [
                "Me prometieron el resultado para el martes y llegó el viernes.",
                "Me cobraron dos veces el mismo análisis.",
                "Mi cita no aparecía en su sistema.",
            ],
            [
                "El médico llamó a las diez en punto, como quedamos.",
                "Mi receta estuvo lista el día que dijeron.",
                "Mi historial estaba completo y correcto.",
            ],
        ],
        [
            [
                "El señor del mostrador fue muy grosero.",
                "Nadie supo decirme para qué es el análisis.",
                "Dijeron mi diagnóstico en voz alta delante de todos.",
            ],
            [
                "La enfermera fue amable y muy profesional.",
                "Me sentí segura todo el tiempo.",
                "La doctora fue honesta sobre el riesgo.",
            ],
        ],
        [
            [
                "El baño de la sala de espera estaba sucio.",
                "Las sillas son muy incómodas.",
                "El aire acondicionado estaba roto otra vez.",
            ],
            [
                "Las salas son luminosas y están muy limpias.",
                "Las sillas nuevas son cómodas.",
                "Los letreros se leen muy bien.",
            ],
        ],
        [
            [
                "Nadie me explicó qué sigue.",
                "Para ellos yo era solo un número.",
                "Cierran a las cuatro, quien trabaja no puede ir.",
            ],
            [
                "Me escuchó con mucha paciencia.",
                "Explicó cada paso con palabras sencillas.",
                "Recordaron la alergia de mi hija.",
            ],
        ],
        [
            ["Esperamos casi dos horas.", "Nadie contesta el teléfono.", "Escribí tres correos y no respondieron."],
            ["Contestaron mi correo en una hora.", "Casi no tuve que esperar.", "El personal fue muy servicial."],
        ],
    ],
];

/// Verdicts on everything: complaint, compliment.
const VERDICTS: [[&str; 2]; 3] = [
    ["Never again.", "Highly recommended, five stars."],
    ["Tidak akan ke sini lagi.", "Sangat direkomendasikan, bintang lima."],
    ["Nunca más.", "Muy recomendable, cinco estrellas."],
];

/// Who signs; most do not.
const AUTHORS: [&str; 6] = ["R. Example", "Ibu Contoh", "Sra. Ejemplo", "A visitor", "Bapak Misal", "Una paciente"];
/// How often each factor is spoken of, and how often it is a complaint then, in percent.
const FACTORS: [(u64, u64); 5] = [(22, 62), (20, 30), (16, 45), (18, 38), (24, 68)];

/// The comments, the oldest first. Most are in the language of this code.
#[must_use]
pub fn comments(language: &str) -> Vec<Comment> {
    let own = LANGUAGES.iter().position(|code| *code == language).unwrap_or(0);
    let mut random = Random::new(SEED);
    let mut all: Vec<Comment> = (0..COUNT).map(|_| comment(&mut random, own)).collect();
    for comment in &mut all {
        let tongue = LANGUAGES.iter().position(|code| *code == comment.language).unwrap_or(0);
        let seen = comment.sentences.iter().any(|one| one.factor == Some(NEWS_FACTOR));
        if comment.days_ago < NEWS_DAYS && comment.draw % 3 != 0 && !seen {
            comment.sentences.push(Sentence { factor: Some(NEWS_FACTOR), good: false, text: NEWS[tongue] });
        }
    }
    all.sort_by_key(|comment| (std::cmp::Reverse(comment.days_ago), comment.minute));
    all
}

fn comment(random: &mut Random, own: Tongue) -> Comment {
    let tongue = if random.chance(0.7) { own } else { random.below(3) as usize };
    let mut sentences: Vec<Sentence> = Vec::new();
    for _ in 0..1 + random.below(3) {
        let next = sentence(random, tongue);
        if !sentences.iter().any(|one| one.factor == next.factor) {
            sentences.push(next);
        }
    }
    let channel = CHANNELS[weighted(random, CHANNELS.map(|(_, weight)| weight))].0;
    let good = sentences.iter().filter(|one| one.good).count();
    #[allow(clippy::cast_possible_truncation)] // Between 1 and 5.
    let stars = (1 + 4 * good / sentences.len().max(1)) as u8;
    Comment {
        days_ago: random.below(DAYS),
        minute: 8 * 60 + random.below(10 * 60),
        channel,
        language: LANGUAGES[tongue],
        stars: (channel == "review").then_some(stars),
        author: if random.chance(0.4) { AUTHORS[random.below(AUTHORS.len() as u64) as usize] } else { "" },
        draw: random.bits(),
        sentences,
    }
}

fn sentence(random: &mut Random, tongue: Tongue) -> Sentence {
    if random.chance(0.08) {
        let good = random.chance(0.5);
        return Sentence { factor: None, good, text: VERDICTS[tongue][usize::from(good)] };
    }
    let factor = weighted(random, FACTORS.map(|(weight, _)| weight));
    let good = FACTORS[factor].1 <= random.below(100);
    let text = SENTENCES[tongue][factor][usize::from(good)][random.below(3) as usize];
    Sentence { factor: Some(factor), good, text }
}

/// A place, as often as its weight says; the weights make a hundred.
fn weighted<const N: usize>(random: &mut Random, weights: [u64; N]) -> usize {
    let drawn = random.below(weights.iter().sum());
    let mut sum = 0;
    weights
        .iter()
        .position(|weight| {
            sum += weight;
            drawn < sum
        })
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_comments_come_from_the_same_seed_in_every_language() {
        for language in LANGUAGES {
            let all = comments(language);
            assert_eq!((all.len(), &all), (COUNT, &comments(language)));
            let own = all.iter().filter(|comment| comment.language == language).count();
            assert!(COUNT / 2 < own && own < COUNT, "{own} in {language}");
            assert!(all.iter().all(|comment| !comment.sentences.is_empty() && comment.days_ago < DAYS));
            let factors: Vec<_> = all.iter().flat_map(|comment| &comment.sentences).map(|one| one.factor).collect();
            assert!((0..5).all(|factor| factors.contains(&Some(factor))) && factors.contains(&None));
        }
    }

    #[test]
    fn weights_make_a_hundred() {
        assert_eq!(FACTORS.map(|(weight, _)| weight).iter().sum::<u64>(), 100);
        assert_eq!(CHANNELS.map(|(_, weight)| weight).iter().sum::<u64>(), 100);
    }
}
