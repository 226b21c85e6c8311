//! `rater serve`: the web application, until it is told to stop.
//!
//! It opens the store, prints the one-time link when there is no owner yet, and ends without losing anything. After a
//! failed sync it ends with an error, so that whoever watches it starts it again from what is on the disk.

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};

use clap::ArgMatches;
use language::Words;
use store::{DatabaseUrl, Options, Store, Time};
use web::{App, Running, Settings, Smtp};

use super::demo::address_on_network;
use super::keep::{lean_on_what_is_given, secret};
use crate::cli::LISTEN;
use crate::failure::{Failure, problem};

/// Runs the command: 0 when it was told to stop, 1 when the disk could no longer be trusted.
pub fn run(matches: &ArgMatches, words: Words) -> Result<u8, Failure> {
    let url = DatabaseUrl::parse(matches.get_one::<String>("database").map_or("", String::as_str))?;
    let settings = settings(matches, words)?;
    log_to_standard_error();
    lean_on_what_is_given(matches, words)?;
    let store = Store::open(&url, &Options::default())?;
    let link = store.write(|tx| {
        store::people::setup_needed(tx)?.then(|| store::people::make_setup_link(tx, Time::now())).transpose()
    });
    let link = link.wait()?;
    warn(&settings, words);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(|error| unlistened(&settings.listen, &error))?;
    let sound = runtime.block_on(async {
        let listen = settings.listen;
        let base = settings.base_url.clone();
        let running = web::serve(App::new(store, settings)).await.map_err(|error| unlistened(&listen, &error))?;
        let base = base.unwrap_or_else(|| format!("http://{}", reachable(running.address)));
        greet(&running, &base, link.as_ref().map(|link| link.reveal()), words);
        Ok::<_, Failure>(running.until(asked_to_stop()).await)
    })?;
    if !sound {
        problem(&words.text("store-not-synced"));
    }
    Ok(u8::from(!sound))
}

/// An address that a browser can open: what listens everywhere is reached by the computer's own address in its network.
fn reachable(listening: SocketAddr) -> SocketAddr {
    if !listening.ip().is_unspecified() {
        return listening;
    }
    SocketAddr::new(address_on_network().unwrap_or(Ipv4Addr::LOCALHOST.into()), listening.port())
}

fn unlistened(listen: &SocketAddr, error: &std::io::Error) -> Failure {
    let arguments = vec![("address", listen.to_string().into()), ("reason", error.to_string().into())];
    Failure::message("housekeeping-cannot-listen", arguments)
}

/// What the options say.
fn settings(matches: &ArgMatches, words: Words) -> Result<Settings, Failure> {
    let listen = matches.get_one::<SocketAddr>("listen").copied();
    let listen = listen.or_else(|| LISTEN.parse().ok()).unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8321)));
    let base_url = matches.get_one::<String>("base-url").map(|url| url.trim_end_matches('/').to_owned());
    if base_url.as_deref().is_some_and(|url| !url.starts_with("https://") && !url.starts_with("http://")) {
        return Err(Failure::message("housekeeping-base-url-odd", vec![]));
    }
    let smtp = matches.get_one::<String>("smtp").map(|url| smtp(url, matches, words)).transpose()?;
    Ok(Settings {
        base_url,
        trusted_hops: matches.get_one("trusted-hops").copied().unwrap_or(0),
        smtp,
        api_per_minute: matches.get_one("token-rate").copied().unwrap_or(100),
        webhooks_to_private: matches.get_flag("webhooks-to-private"),
        metrics_token: secret("RATER_METRICS_TOKEN"),
        ..Settings::new(listen)
    })
}

/// `smtp://user@host:port`; the password comes from the environment, because arguments can be read by others.
fn smtp(url: &str, matches: &ArgMatches, _: Words) -> Result<Smtp, Failure> {
    let odd = || Failure::message("housekeeping-smtp-odd", vec![("address", url.to_owned().into())]);
    let rest = url.strip_prefix("smtp://").ok_or_else(odd)?;
    let (user, place) = rest.rsplit_once('@').map_or((None, rest), |(user, place)| (Some(user), place));
    let (host, port) = place.rsplit_once(':').ok_or_else(odd)?;
    let port = port.parse().map_err(|_| odd())?;
    let from = matches
        .get_one::<String>("mail-from")
        .cloned()
        .ok_or_else(|| Failure::message("housekeeping-mail-from-missing", vec![]))?;
    let credentials = user.map(|user| (user.to_owned(), secret("RATER_SMTP_PASSWORD").unwrap_or_default()));
    let plain = credentials.is_none() && (host == "localhost" || host == "127.0.0.1");
    Ok(Smtp { host: host.to_owned(), port, credentials, from, plain })
}

/// Settings that make the server weaker are said at each start.
fn warn(settings: &Settings, words: Words) {
    if !settings.listen.ip().is_loopback() && !settings.secure() {
        problem(&words.text("housekeeping-warn-plain"));
    }
    if settings.webhooks_to_private {
        problem(&words.text("housekeeping-warn-webhooks"));
    }
}

/// Says where it listens, and how to begin.
fn greet(_: &Running, base: &str, setup: Option<&str>, words: Words) {
    let mut out = std::io::stdout().lock();
    // Nobody reads: then nobody is told.
    let _ = writeln!(out, "{}", words.say("housekeeping-serving", &[("address", base.to_owned().into())]));
    if let Some(token) = setup {
        let link = format!("{base}/setup/{token}?lang={}", words.language().code());
        let _ = writeln!(out, "{}", words.say("housekeeping-setup-link", &[("link", link.into())]));
    }
    let _ = out.flush();
}

/// Lines for machines, without personal data, on standard error; as much as `RATER_LOG` asks for (`warn` when nothing).
pub fn log_to_standard_error() {
    let level = std::env::var("RATER_LOG").ok().and_then(|level| level.parse().ok());
    let level = level.unwrap_or(tracing::Level::WARN);
    let subscriber = tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr).with_ansi(false);
    // A second subscriber is only refused when there is one already.
    let _ = tracing::subscriber::set_global_default(subscriber.finish());
}

/// Ends when the terminal or the service manager says so.
pub async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} }
            return;
        }
    }
    let _ = interrupted.await;
}
