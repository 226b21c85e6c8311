//! Work that takes seconds, in a thread of its own, and work that is done whoever is still there.
//!
//! Separate from the threads that serve pages, which must not wait, and from those that the runtime keeps for what blocks: a server that stops
//! waits for these, and not for this.

use std::pin::Pin;

use store::StoreError;
use tokio::sync::oneshot;

/// Does some work aside and gives what came of it; none where it broke down, or no thread was to be had.
pub(crate) async fn aside<T: Send + 'static>(name: &str, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (tell, told) = oneshot::channel();
    std::thread::Builder::new().name(name.to_owned()).spawn(move || drop(tell.send(work()))).ok()?;
    told.await.ok()
}

/// Does to its end what was begun, also where whoever asked is gone meanwhile: a connection that is closed ends what is done for it, and what
/// somebody sent would be lost.
///
/// # Errors
/// [`StoreError::Unavailable`] where it broke down.
pub(crate) async fn to_its_end<T: Send + 'static>(
    work: impl Future<Output = Result<T, StoreError>> + Send + 'static,
) -> Result<T, StoreError> {
    // Boxed, so that there is one task for all that gives the same, and not one for each operation: that is a megabyte of program.
    let work: Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send>> = Box::pin(work);
    tokio::spawn(work).await.unwrap_or_else(|_| Err(StoreError::Unavailable("what was asked for".to_owned())))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{aside, to_its_end};

    #[test]
    fn what_was_begun_is_done_though_nobody_waits_for_it() {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let (go, gone) = tokio::sync::oneshot::channel::<()>();
        let (tell, told) = tokio::sync::oneshot::channel();
        runtime.block_on(async {
            let work = to_its_end(async move {
                let _ = gone.await;
                tell.send("kept").map_err(|_| store::StoreError::NotFound)
            });
            assert!(tokio::time::timeout(Duration::from_millis(20), work).await.is_err(), "it was given up");
            let _ = go.send(());
            assert_eq!(told.await, Ok("kept"));
        });
    }

    #[test]
    fn work_that_breaks_down_gives_nothing_and_work_that_goes_on_holds_up_no_end() {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        assert_eq!(runtime.block_on(aside("test", || 7)), Some(7));
        let broken = aside("test", || -> u8 { panic!("on purpose") });
        assert_eq!(runtime.block_on(broken), None);
        let begun = Instant::now();
        let long = aside("test", || std::thread::sleep(Duration::from_secs(30)));
        let cut = async { tokio::time::timeout(Duration::from_millis(20), long).await };
        assert!(runtime.block_on(cut).is_err());
        drop(runtime);
        assert!(begun.elapsed() < Duration::from_secs(10));
    }
}
