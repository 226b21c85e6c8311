//! An own layer that leans on the word vectors of whoever runs the program: fitted, said so, read with.

mod serving;

use serving::House;
use store::comments::{self, Channel, Clause, Comment, NewComment, Read, Ready, Which};
use store::{Role, Time};

/// A word that nobody knows; only a table says that those of even numbers are alike.
fn strange(n: usize) -> String {
    let dice = |at: usize| (n * 9 + at + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
    let letter = |at: usize| char::from(b"bcdfghjklmnpqrstvwxz"[dice(at) % 20]);
    (0..9).map(letter).collect()
}

fn labels(n: usize) -> ::comments::Said {
    let factors = n.is_multiple_of(2).then_some(service::Factor::Tangibles).into_iter().collect();
    let polarity = ::comments::Polarity::Neutral;
    ::comments::Said { factors, polarity, expectation: ::comments::said::fitting(polarity)[0] }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_that_no_comment_held_is_read_as_its_neighbours_are() {
    let line = |n: usize| format!("{} {} 0.1 0.{}\n", strange(n), if n.is_multiple_of(2) { 1 } else { -1 }, n % 7);
    let table: String = (0..200).map(line).collect();
    web::listen::lean_on(::comments::vectors::Vectors::read(table.as_bytes()).expect("a table"));
    let house = House::speaking("en").await;
    let now = Time::now();
    let rows: Vec<Ready> = (0..160)
        .map(|n| {
            let words = strange(n);
            let said = ::comments::Said { factors: ::comments::Factors::NONE, ..labels(n) };
            let by = comments::By::Machine;
            let clause =
                Clause { start: 0, end: words.len(), said, machine: said, by, confidence: 800, evidence: vec![] };
            let read = Read { language: "en".to_owned(), clauses: vec![clause], reader: "test".to_owned() };
            Ready::of(NewComment::of(words, Channel::Mail, now), read)
        })
        .collect();
    house.does(move |tx, scope| comments::bring(tx, scope, &rows, now)).await;
    let all = house.does(|tx, scope| {
        let mut all: Vec<Comment> = vec![];
        comments::each(tx, scope, &Which::default(), |comment| {
            all.push(comment);
            Ok(())
        })?;
        Ok(all)
    });
    let all = all.await;
    let correct = move |tx: &mut store::Transaction<'_>, scope: &store::Scope| {
        for n in 0..160 {
            let comment = all.iter().find(|comment| comment.words == strange(n)).expect("it was brought");
            comments::correct(tx, scope, &comment.id, 0, labels(n), now)?;
        }
        Ok(())
    };
    house.does(correct).await;
    assert_eq!(web::refit::due(&house.app).await, Ok(1));
    let manager = house.desk(Role::Manager, "en").await;
    let page = manager.get("/comments/agreement").await;
    page.has("Adopted: on average neither")
        .has("It leans on the word vectors or the embedding service of this server;");
    for (language, words) in [("id", "bersandar pada vektor kata"), ("es", "Se apoya en los vectores de palabras")] {
        house.desk(Role::Manager, language).await.get("/comments/agreement").await.has(words);
    }
    let read = |n: usize| {
        house.does(move |tx, scope| {
            let taught = web::listen::memory(tx, scope)?;
            Ok(web::listen::read(&strange(n), "en", &taught).clauses[0].said.factors.has(service::Factor::Tangibles))
        })
    };
    assert!(read(180).await && !read(181).await, "neither stood in a comment");
}
