//! Customers over the real router: found and read, what is known of them, a list, two files that become one, and everything
//! handed over and gone; and whoever must not see any of it.

mod filing;
mod serving;

use axum::http::{Method, StatusCode, header};
use filing::{DAY, Filed, Words, filed};
use serving::{House, encoded};
use store::customers::{self, NewCustomer};
use store::{Id, Role, Time};

fn id_in(location: &str) -> String {
    location.trim_start_matches("/customers/").split(['?', '/', '#']).next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn somebody_is_found_by_whatever_is_known_and_the_file_opens() {
    let house = House::new().await;
    let desk = house.desk(Role::Agent, "en").await;
    desk.get("/customers").await.has("No customer has a file yet").has("href=\"/customers/new\"").has("autofocus");
    let Filed { customer, .. } = filed(&house, Words::plain()).await;
    let link = format!("href=\"/customers/{customer}\"");
    for q in ["siti", "test siti", "7890", "siti@pelanggan", "K-1027"] {
        desk.get(&format!("/customers?q={}", encoded(q))).await.has(&link).has("PT Contoh Test").has("Found");
    }
    desk.get("/customers").await.has(&link).has("The newest files").has("2 customers");
    let file = desk.get(&format!("/customers/{customer}")).await;
    assert_eq!(file.status, StatusCode::OK);
    file.has("<h1>Siti Test</h1>").has("href=\"tel:+6281234567890\"").has("href=\"mailto:siti@pelanggan.example\"");
    file.has("PT Contoh Test").has("till K-1027").has("We may write of our own accord (told Rina at the counter");
    for place in ["/promises/new", "/moments/new", "/cases/new"] {
        file.has(&format!("href=\"{place}?customer={customer}\""));
    }
    desk.get(&format!("/customers/{}", Id::random())).await.lacks("Siti");
}

#[tokio::test]
async fn whoever_is_not_found_is_made_with_what_was_typed() {
    let house = House::new().await;
    let desk = house.desk(Role::Agent, "id").await;
    for (q, name) in [("Budi Test", "name"), ("0812 77", "phone"), ("budi@x.example", "email")] {
        let offered = format!("name=\"{name}\" value=\"{q}\"");
        desk.get(&format!("/customers?q={}", encoded(q))).await.has("Tidak ada yang cocok").has(&offered);
    }
    desk.get("/customers/new?phone=0812%2077").await.has("name=\"phone\" type=\"tel\" value=\"0812 77\"");
    let fields = [("kind", "person"), ("name", "Budi Test"), ("phone", "0812 77 88"), ("above", "Keluarga Test")];
    let more = [("consent", "withdrawn"), ("consent_source", "lewat telepon"), ("system", "kasir"), ("value", "K-9")];
    let made = desk.post("/customers/new", &[fields, more].concat()).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    let file = desk.get(made.location()).await;
    file.has("Berkasnya sudah ada.")
        .has("<h1>Budi Test</h1>")
        .has("Keluarga Test")
        .has("Jangan ditulisi")
        .has("kasir K-9");
    file.has("Tidak ada yang khusus. Sapa dengan namanya, lalu dengarkan.");
    // The organisation above is found the next time, not made again.
    let again = [("kind", "person"), ("name", "Ani Test"), ("above", "Keluarga Test")];
    assert_eq!(desk.post("/customers/new", &again).await.status, StatusCode::SEE_OTHER);
    let above = desk.get("/customers?q=keluarga").await;
    assert_eq!(above.text.matches("class=\"person\"").count(), 1, "{}", above.text);
    let above = above
        .text
        .split("class=\"person\" href=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("it is there");
    desk.get(above).await.has("Orang-orangnya").in_order(&["Ani Test", "Budi Test"]);
}

#[tokio::test]
async fn what_will_not_do_is_said_and_what_was_typed_stays() {
    let house = House::new().await;
    let desk = house.desk(Role::Agent, "en").await;
    let fields =
        [("name", " "), ("email", "no mail"), ("phone", "0812 1"), ("above", "Family Test"), ("language", "es")];
    let refused = desk.post("/customers/new", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused
        .has("role=\"alert\"")
        .has("value=\"0812 1\"")
        .has("value=\"Family Test\"")
        .has("value=\"es\" lang=\"es\" selected");
    desk.get("/customers?q=family").await.has("Nobody found");
    let twice = [("name", "A"), ("system", "Till"), ("value", "1"), ("system", "till"), ("value", "2")];
    let refused = desk.post("/customers/new", &twice).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.has("stands there twice").has("value=\"1\"").has("value=\"2\"");
    let Filed { customer, .. } = filed(&house, Words::plain()).await;
    let form = desk.get(&format!("/customers/{customer}/edit")).await;
    form.has("value=\"Siti Test\"").has("value=\"PT Contoh Test\"").has("value=\"K-1027\"").has("id=\"system-4\"");
    let changed = [("kind", "person"), ("name", "Siti N. Test"), ("email", "siti@pelanggan.example"), ("above", "")];
    let saved = desk.post(&format!("/customers/{customer}/edit"), &changed).await;
    assert_eq!(saved.location(), format!("/customers/{customer}?done=changed"));
    desk.get(saved.location()).await.has("<h1>Siti N. Test</h1>").lacks("PT Contoh Test").lacks("K-1027");
}

#[tokio::test]
async fn before_saying_hello_stands_what_went_wrong_then_what_is_due_then_what_is_known() {
    let house = House::new().await;
    let desk = house.desk(Role::Agent, "en").await;
    let Filed { customer, case, promise, .. } = filed(&house, Words::plain()).await;
    let file = desk.get(&format!("/customers/{customer}")).await;
    let box_of = |text: &str| {
        let from = text.find("class=\"hello\"").expect("the box");
        text[from..from + text[from..].find("</section>").expect("its end")].to_owned()
    };
    let hello = serving::Page { text: box_of(&file.text), status: file.status, headers: file.headers.clone() };
    hello.in_order(&["Case 1 has been open since", "Results were sent to somebody else."]);
    hello.in_order(&[
        "Open case",
        "Broken promise",
        "We said “The laboratory results will be ready on Monday”.",
        "Due today",
    ]);
    hello.has(&format!("href=\"/cases/{case}\"")).has(&format!("href=\"/promises/{promise}\""));
    hello.lacks("Disappointed last time");
    assert_eq!(hello.text.matches("class=\"label\"").count(), 3);
    // Somebody of whom only facts are known: the first to read, then the old one, which asks to be confirmed.
    let other = house
        .by(&desk.scope, |tx, scope| {
            let ago = |days: i64| Time::now().plus_seconds(-days * DAY);
            let new = NewCustomer { name: "Ani Test".to_owned(), ..NewCustomer::default() };
            let id = customers::create(tx, scope, &new, ago(500))?;
            for (words, first, days) in [("Reads lips.", false, 400), ("Is called Doctor.", true, 2)] {
                let fact = customers::NewFact {
                    factor: service::Factor::Empathy,
                    words: words.to_owned(),
                    source: String::new(),
                    first,
                    confirm_days: 365,
                    expires_at: None,
                };
                customers::note_fact(tx, scope, &id, &fact, ago(days))?;
            }
            Ok(id)
        })
        .await;
    let file = desk.get(&format!("/customers/{other}")).await;
    let hello = serving::Page { text: box_of(&file.text), status: file.status, headers: file.headers };
    hello.in_order(&["Empathy", "Is called Doctor.", "Empathy", "please confirm", "Reads lips."]);
}

#[tokio::test]
async fn a_fact_is_added_confirmed_and_ended_and_each_leads_back_to_its_row() {
    let house = House::new().await;
    let desk = house.desk(Role::Agent, "en").await;
    let Filed { customer, stale, .. } = filed(&house, Words::plain()).await;
    let path = format!("/customers/{customer}");
    let file = desk.get(&path).await;
    file.has("Please ask whether it is still so.").has("first to read").has("Over since");
    file.lacks("class=\"words\">Prefers the branch").has("No longer so");
    let confirmed = desk.post(&format!("/facts/{stale}/confirm"), &[]).await;
    assert_eq!(confirmed.location(), format!("{path}?done=confirmed&at=assurance#assurance"));
    desk.get(confirmed.location()).await.has("Confirmed today.").lacks("Please ask whether");
    let ended = desk.post(&format!("/facts/{stale}/end"), &[]).await;
    assert_eq!(ended.location(), format!("{path}?done=ended&at=assurance#assurance"));
    assert_eq!(desk.post(&format!("/facts/{stale}/end"), &[]).await.status, StatusCode::NOT_FOUND);
    let words = "Likes to be asked how the garden is.";
    let fields = [("factor", "empathy"), ("words", words), ("source", "chat"), ("first", "yes"), ("until", "")];
    let noted = desk.post(&format!("{path}/facts"), &fields).await;
    assert_eq!(noted.location(), format!("{path}?done=noted&at=empathy#empathy"), "{}", noted.text);
    desk.get(noted.location()).await.has("Noted.").has(words).has("by agent Test · chat");
    let past = [("factor", "empathy"), ("words", words), ("source", "a source of mine"), ("until", "2020-01-01")];
    let refused = desk.post(&format!("{path}/facts"), &past).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.has("That day is over already.").has("a source of mine").has("<details class=\"add\" open>");
    let empty = desk.post(&format!("{path}/facts"), &[("factor", "tangibles"), ("words", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        desk.post(&format!("{path}/facts"), &[("factor", "charm"), ("words", "x")]).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn the_story_tells_what_became_of_everything_and_nothing_of_an_anonymous_survey() {
    let house = House::new().await;
    let desk = house.desk(Role::Agent, "en").await;
    let Filed { customer, case, .. } = filed(&house, Words::plain()).await;
    let file = desk.get(&format!("/customers/{customer}")).await;
    let story = file.text.split("id=\"story\"").nth(1).expect("the story").to_owned();
    let story = serving::Page { text: story, status: file.status, headers: file.headers };
    story.in_order(&[
        "Answered “After your visit” (Spring)",
        "Case opened",
        "Case 1: Results were sent to somebody else.",
        "Broken",
        "Promised",
        "Registration desk: Waited an hour",
        "Reliability: as expected",
        "Assurance: better than expected",
        "Responsiveness: disappointed",
        "Noted",
        "No longer so",
        "Kept",
        "A copy of the bill.",
    ]);
    story.has(&format!("href=\"/cases/{case}\"")).lacks("In confidence").lacks("Tangibles: as expected");
    // Long stories are cut, and said to be.
    house
        .by(&desk.scope, {
            let customer = customer.clone();
            move |tx, scope| {
                for number in 0..40 {
                    let fact = customers::NewFact {
                        factor: service::Factor::Empathy,
                        words: format!("number {number}"),
                        source: String::new(),
                        first: false,
                        confirm_days: 365,
                        expires_at: None,
                    };
                    customers::note_fact(tx, scope, &customer, &fact, Time::now())?;
                }
                Ok(())
            }
        })
        .await;
    let file = desk.get(&format!("/customers/{customer}")).await;
    file.has("older entries").lacks("A copy of the bill.");
    desk.get(&format!("/customers/{customer}?story=all")).await.has("A copy of the bill.").lacks("older entries");
}

const LIST: &str = "Nama;Surel;HP;Perusahaan;Bahasa;Persetujuan;id:kasir;Gaji\n\
    Siti Test;siti@x.example;0812 1111;PT Contoh Test;id;ya;K-1;1\n\
    Budi Test;;;;es;tidak;K-2;1\n\
    ;kosong@x.example;;;;;K-3;1\n\
    Ani Test;bukan surel;;;;;K-4;1\n";

#[tokio::test]
async fn a_list_that_is_brought_twice_makes_nobody_twice() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "id").await;
    desk.get("/customers").await.has("href=\"/customers/import\"");
    desk.get("/customers/import").await.has("Masukkan daftar pelanggan").has("5.000");
    let counts = |page: &serving::Page| -> Vec<String> {
        page.text.split("<dd>").skip(1).take(4).filter_map(|part| Some(part.split('<').next()?.to_owned())).collect()
    };
    let first = desk.upload("/customers/import", &[], Some(("pelanggan.csv", LIST.as_bytes()))).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.text);
    assert_eq!(counts(&first), ["2", "0", "0", "2"]);
    first
        .has("Baris 4: Namanya belum ada.")
        .has("Baris 5: Ini bukan alamat surel.")
        .has("Kolom yang tidak dipakai: Gaji");
    let again = desk.upload("/customers/import", &[("pasted", LIST)], None).await;
    assert_eq!(counts(&again), ["0", "0", "2", "2"]);
    again.has("Siti Test;siti@x.example");
    desk.get("/customers?q=K-1").await.has("Siti Test").has("PT Contoh Test");
    desk.get("/customers").await.has("3 pelanggan");
    let more = "name,phone,id:kasir\nSiti Test,0813 2222,K-1\n";
    assert_eq!(counts(&desk.upload("/customers/import", &[("pasted", more)], None).await), ["0", "1", "0", "0"]);
    let headless = desk.upload("/customers/import", &[("pasted", "Siti,siti@x.example\n")], None).await;
    assert_eq!(headless.status, StatusCode::UNPROCESSABLE_ENTITY);
    headless.has("Baris pertama tidak menyebut").has("Siti,siti@x.example");
    let nothing = desk.upload("/customers/import", &[], None).await;
    nothing.has("Isinya kosong.");
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_long_list_is_taken_in_pieces_up_to_its_end() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    let mut list = "name,id:till\n".to_owned();
    (0..1203).for_each(|number| list.push_str(&format!("Somebody {number},{number}\n")));
    list.push_str("Last,\n");
    list.push_str(",1204\n");
    let done = desk.upload("/customers/import", &[], Some(("list.csv", list.as_bytes()))).await;
    done.has("<dd>1,204</dd>").has("Line 1206: The name is missing.");
    desk.get("/customers").await.has("1,204 customers");
}

#[tokio::test]
async fn two_files_become_one_after_both_were_looked_at() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    let Filed { customer, .. } = filed(&house, Words::plain()).await;
    let made =
        desk.post("/customers/new", &[("name", "Siti T."), ("phone", "0812 3456 7890"), ("kind", "person")]).await;
    let other = id_in(made.location());
    let path = format!("/customers/{customer}/merge");
    desk.get(&path)
        .await
        .has("Files that look alike")
        .has(&format!("href=\"{path}?with={other}\""))
        .lacks(&format!("with={customer}\""));
    desk.get(&format!("{path}?q=nobody")).await.has("No other file looks alike.");
    let both = desk.get(&format!("{path}?with={other}")).await;
    both.in_order(&["This file stays", "Siti Test", "This one goes into it", "Siti T."]).has("this cannot be undone");
    both.has(&format!("href=\"/customers/{other}/merge?with={customer}\""));
    assert_eq!(desk.post(&path, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let itself = desk.post(&path, &[("from", customer.as_str())]).await;
    assert_eq!(itself.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = desk.post(&path, &[("from", &other)]).await;
    assert_eq!(done.location(), format!("/customers/{customer}?done=merged"), "{}", done.text);
    desk.get(done.location()).await.has("The two files are one now.");
    let old = desk.get(&format!("/customers/{other}")).await;
    assert_eq!((old.status, old.location()), (StatusCode::SEE_OTHER, format!("/customers/{customer}").as_str()));
    desk.get("/customers?q=siti").await.lacks("Siti T.<");
}

#[tokio::test]
async fn everything_is_handed_over_and_then_nothing_is_left() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    let words = || Words::marked(|word| format!("canary-{word}"));
    let Filed { customer, above, promise, case, .. } = filed(&house, words()).await;
    let told = words();
    let path = format!("/customers/{customer}");
    let export = desk.get(&format!("{path}/export")).await;
    assert_eq!(export.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"customer.json\"");
    for word in told.of_the_person() {
        export.has(word);
    }
    // The firm has a file of its own, and a link in a mail stays shut.
    export.lacks("canary-above").lacks("sq_inv").lacks("\"answered\": true,\n        \"anonymous\": true");
    let json: serde_json::Value = serde_json::from_str(&export.text).expect("it is JSON");
    assert_eq!(json["facts"].as_array().map(Vec::len), Some(4), "also those that ended");
    assert_eq!((json["promises"].as_array().map(Vec::len), json["cases"].as_array().map(Vec::len)), (Some(3), Some(1)));
    assert_eq!(
        (json["answers"].as_array().map(Vec::len), json["invitations"].as_array().map(Vec::len)),
        (Some(1), Some(2))
    );
    let secret = json["invitations"].as_array().and_then(|all| all.iter().find(|one| one["survey"] == "In confidence"));
    assert_eq!(secret.map(|one| &one["invitee"]["answered"]), Some(&serde_json::Value::Null));
    let question = desk.get(&format!("{path}/erase")).await;
    question.has("Erase canary-name").has("To confirm, type the name: canary-name").has("<dt>Promises</dt><dd>3</dd>");
    let wrong = desk.post(&format!("{path}/erase"), &[("name", "somebody else")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.has("That is not the name.").has("value=\"somebody else\"");
    let erased = desk.post(&format!("{path}/erase"), &[("name", " Canary-Name ")]).await;
    assert_eq!(erased.location(), "/customers?done=erased", "{}", erased.text);
    let pages = [
        "/customers?done=erased".to_owned(),
        "/customers?q=canary".to_owned(),
        "/customers?q=7741".to_owned(),
        path.clone(),
        format!("{path}/edit"),
        format!("{path}/merge"),
        format!("{path}/export"),
        format!("{path}/erase"),
        format!("/customers/{above}"),
        format!("/customers/{above}/export"),
        format!("/promises/{promise}"),
        format!("/cases/{case}"),
        "/settings/audit".to_owned(),
    ];
    let owner = house.desk(Role::Owner, "en").await;
    for page in pages {
        let shown = owner.get(&page).await;
        for word in told.of_the_person() {
            // The search says again what was searched for.
            let text = shown.text.replace("value=\"canary\"", "").replace("value=\"7741\"", "");
            assert!(!text.contains(word), "{page} still says {word}");
        }
    }
    owner.get("/customers?done=erased").await.has("The person is erased.");
    assert_eq!(owner.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whoever_signed_in_long_ago_gives_the_password_before_somebody_is_erased() {
    let house = House::new().await;
    let desk = house.desk_since(Role::Manager, "en", Time::now().plus_seconds(-11 * 60)).await;
    let Filed { customer, .. } = filed(&house, Words::plain()).await;
    let path = format!("/customers/{customer}/erase");
    desk.get(&path).await.has(&format!("/account/prove?next={path}")).lacks("name=\"name\"");
    let sent = desk.post(&path, &[("name", "Siti Test")]).await;
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, format!("/account/prove?next={path}").as_str()));
    desk.get(&format!("/customers/{customer}")).await.has("Siti Test");
}

#[tokio::test]
async fn files_with_the_same_mail_address_are_named_before_they_go_together() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "es").await;
    let Filed { customer, .. } = filed(&house, Words::plain()).await;
    let family = [("name", "Budi Test"), ("email", "siti@pelanggan.example"), ("kind", "person")];
    let other = id_in(desk.post("/customers/new", &family).await.location());
    desk.get(&format!("/customers/{customer}")).await.has("El mismo correo figura en la ficha de").has("Budi Test");
    desk.get(&format!("/customers/{customer}/erase")).await.has("se borran con ella").has("Budi Test");
    let export = desk.get(&format!("/customers/{customer}/export")).await;
    export.has(&other).lacks("Budi Test");
}

#[tokio::test]
async fn a_viewer_comes_in_nowhere_and_an_agent_neither_brings_lists_nor_merges_nor_erases() {
    let house = House::new().await;
    let agent = house.desk(Role::Agent, "en").await;
    let viewer = house.desk(Role::Viewer, "en").await;
    let Filed { customer, stale, .. } = filed(&house, Words::plain()).await;
    let mut tried = 0;
    for operation in web::operation::all() {
        let ours = operation.id.starts_with("customers.");
        if !ours {
            continue;
        }
        tried += 1;
        let path = operation.path.replace("{id}", customer.as_str()).replace("{fact}", stale.as_str());
        let multipart = operation.id == "customers.import";
        let reply = match operation.method == Method::GET {
            true => viewer.get(&path).await,
            false if multipart => viewer.upload(&path, &[("pasted", "name\nX\n")], None).await,
            false => viewer.post(&path, &[("name", "Siti Test")]).await,
        };
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{} lets a viewer in", operation.id);
        reply.lacks("Siti");
        let managers = ["import", "merge", "export", "erase"].iter().any(|part| operation.id.contains(part));
        if managers && operation.method == Method::GET {
            assert_eq!(agent.get(&path).await.status, StatusCode::FORBIDDEN, "{}", operation.id);
        }
    }
    assert_eq!(tried, 16);
    let file = agent.get(&format!("/customers/{customer}")).await;
    file.lacks("/merge\"").lacks("/export\"").lacks("/erase\"");
}

#[tokio::test]
async fn words_are_shown_and_never_run() {
    let house = House::new().await;
    let desk = house.desk(Role::Manager, "en").await;
    let script = |word: &str| format!("\"><script>alert('{word}')</script>");
    let Filed { customer, .. } = filed(&house, Words::marked(script)).await;
    let other = id_in(desk.post("/customers/new", &[("name", &script("other")), ("kind", "person")]).await.location());
    let path = format!("/customers/{customer}");
    let bad = encoded(&script("q"));
    let mut pages = vec![
        desk.get("/customers").await,
        desk.get(&format!("/customers?q={bad}&done={bad}")).await,
        desk.get(&format!("/customers/new?name={bad}&phone={bad}&email={bad}&above={bad}")).await,
        desk.get(&path).await,
        desk.get(&format!("{path}?done={bad}&at={bad}&story=all")).await,
        desk.get(&format!("{path}/edit")).await,
        desk.get(&format!("{path}/merge?with={other}")).await,
        desk.get(&format!("{path}/merge?q={bad}")).await,
        desk.get(&format!("{path}/erase")).await,
    ];
    pages.push(desk.post(&format!("{path}/erase"), &[("name", &script("typed"))]).await);
    let fact =
        [("factor", "empathy"), ("words", &*script("fact")), ("source", &script("from")), ("until", "2020-01-01")];
    pages.push(desk.post(&format!("{path}/facts"), &fact).await);
    let file = [
        ("name", ""),
        ("email", &*script("mail")),
        ("phone", &script("tel")),
        ("system", &script("s")),
        ("value", &script("v")),
    ];
    pages.push(desk.post("/customers/new", &file).await);
    let list = format!("name,language,{}\nA,{},x\n", script("column"), script("cell"));
    pages.push(desk.upload("/customers/import", &[("pasted", &list)], None).await);
    pages.push(desk.upload("/customers/import", &[("pasted", &script("paste"))], None).await);
    for page in &pages {
        assert!(page.status == StatusCode::OK || page.status == StatusCode::UNPROCESSABLE_ENTITY, "{}", page.status);
        page.lacks("<script>alert").lacks("\"><script");
    }
    pages[3].has("&#60;script&#62;alert(&#39;first&#39;)");
}

#[tokio::test]
async fn every_page_speaks_three_languages() {
    let house = House::new().await;
    let agent = house.desk(Role::Agent, "en").await;
    let Filed { customer, above, .. } = filed(&house, Words::plain()).await;
    let other = id_in(agent.post("/customers/new", &[("name", "Ani Test"), ("kind", "person")]).await.location());
    let path = format!("/customers/{customer}");
    let pages = [
        ("/customers".to_owned(), ["Who is it?", "Siapa yang datang?", "¿Quién es?"]),
        ("/customers?q=zzz".to_owned(), ["Nobody found", "Tidak ada yang cocok", "No hay nadie con"]),
        ("/customers/new".to_owned(), ["New customer", "Pelanggan baru", "Cliente nuevo"]),
        (format!("{path}/edit"), ["Change the file", "Ubah berkas", "Cambiar la ficha"]),
        (path.clone(), ["Before you say hello", "Sebelum Anda menyapa", "Antes de saludar"]),
        (format!("/customers/{above}"), ["New person here", "Orang baru di sini", "Persona nueva aquí"]),
        (
            "/customers/import".to_owned(),
            ["Bring a list of customers", "Masukkan daftar pelanggan", "Traer una lista de clientes"],
        ),
        (format!("{path}/merge"), ["Files that look alike", "Berkas yang mirip", "Fichas que se parecen"]),
        (format!("{path}/merge?with={other}"), ["This file stays", "Berkas ini tetap", "Esta ficha se queda"]),
        (format!("{path}/erase"), ["Erase for good", "Hapus selamanya", "Borrar para siempre"]),
    ];
    for (place, language) in ["en", "id", "es"].into_iter().enumerate() {
        let desk = house.desk(Role::Manager, language).await;
        for (page, words) in &pages {
            let shown = desk.get(page).await;
            assert_eq!(shown.status, StatusCode::OK, "{page}: {}", shown.text);
            shown.has(&format!("<html lang=\"{language}\"")).has(words[place]);
            // A name of a message that has no words, or words that were given nothing.
            for unsaid in ["customers-", "service-", "office-", "desk-", "{ $"] {
                let plain = shown.text.replace("customers-title", "").replace("desk.css", "");
                let outside = plain.replace("href=\"/customers", "").replace("id=\"customers-", "");
                assert!(!outside.contains(unsaid), "{page} in {language} says {unsaid}");
            }
        }
    }
}
