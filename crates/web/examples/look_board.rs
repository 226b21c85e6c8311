//! Writes the pages of a made-up board into a folder, to be looked at: `cargo run -p rater-web --example look_board -- FOLDER`.
//!
//! Separate from the tests, which check what can be checked without eyes. Files of ours are written beside the pages.

#[path = "../tests/boarding/mod.rs"]
mod boarding;

use std::path::{Path, PathBuf};

use boarding::Clinic;
use store::Role;

const PARTS: [&str; 9] =
    ["", "/items", "/priorities", "/zone", "/segments", "/waves", "/structure", "/data", "/answers"];

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let folder = std::env::args_os().nth(1).map_or_else(std::env::temp_dir, PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    let clinic = Clinic::new(false).await;
    let first = clinic.wave("Spring 2025").await;
    clinic.answer(&first, |_, cells| cells["wave"] == "2025-1").await;
    clinic.close(&first).await;
    let second = clinic.wave("Autumn 2025").await;
    let session = clinic.sign_in(Role::Owner).await;
    let viewer = clinic.sign_in(Role::Viewer).await;
    clinic.answer(&second, |number, cells| cells["wave"] != "2025-1" && number % 5 == 0).await;
    save(&clinic, &session, &folder, "few", &format!("/board/{}", second.id)).await?;
    clinic.answer(&second, |number, cells| cells["wave"] != "2025-1" && number % 8 < 7).await;
    for part in PARTS {
        save(
            &clinic,
            &session,
            &folder,
            &format!("running{}", part.replace('/', "-")),
            &format!("/board/{}{part}", second.id),
        )
        .await?;
    }
    save(&clinic, &viewer, &folder, "viewer", &format!("/board/{}", second.id)).await?;
    for language in ["id", "es"] {
        let reader = clinic.sign_in_reading(Role::Owner, language).await;
        for part in PARTS {
            let name = format!("{language}{}", part.replace('/', "-"));
            save(&clinic, &reader, &folder, &name, &format!("/board/{}{part}", second.id)).await?;
        }
    }
    save(&clinic, &session, &folder, "closed", &format!("/board/{}", first.id)).await?;
    save(&clinic, &session, &folder, "method", "/method/always-valid").await
}

/// Writes a page, and the files it loads beside it.
async fn save(clinic: &Clinic, session: &str, folder: &Path, name: &str, path: &str) -> std::io::Result<()> {
    let mut page = clinic.page(session, path).await;
    let assets: Vec<String> = page.split('"').filter(|part| part.starts_with("/assets/")).map(str::to_owned).collect();
    for asset in assets {
        let file = asset.rsplit('/').next().unwrap_or_default().to_owned();
        std::fs::write(folder.join(&file), clinic.get(session, &asset).await.body)?;
        page = page.replace(&asset, &file);
    }
    std::fs::write(folder.join(format!("{name}.html")), page)
}
