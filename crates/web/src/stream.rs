//! A file that leaves while it is made, piece by piece.
//!
//! Separate from what is in it. Whoever makes it is a thread of its own that waits when the other end is slow, so that memory
//! holds a few pieces and not the file. What fails before the first piece is told as ever; what fails later cuts the file off,
//! which the other end sees.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use hyper::body::Frame;
use store::StoreError;
use tokio::sync::mpsc;

use crate::failure::Failure;

/// Pieces that wait to leave.
const WAITING: usize = 2;

/// Takes the next piece; false when nobody wants the rest.
pub type Out<'s> = dyn FnMut(Vec<u8>) -> bool + 's;

/// What `make` sends, as the body of a response.
///
/// # Errors
/// What `make` says before it has sent anything.
pub async fn body(make: impl FnOnce(&mut Out<'_>) -> Result<(), StoreError> + Send + 'static) -> Result<Body, Failure> {
    let (sender, mut rest) = mpsc::channel(WAITING);
    tokio::task::spawn_blocking(move || {
        let made = make(&mut |piece| sender.blocking_send(Ok(Bytes::from(piece))).is_ok());
        if let Err(error) = made {
            tracing::error!(%error, "a file could not be finished");
            // Whoever asked may have gone away.
            let _ = sender.blocking_send(Err(error));
        }
    });
    match rest.recv().await {
        Some(Ok(first)) => Ok(Body::new(Pieces { first: Some(first), rest })),
        Some(Err(error)) => Err(error.into()),
        None => Err(StoreError::Damaged("a file".to_owned()).into()),
    }
}

struct Pieces {
    first: Option<Bytes>,
    rest: mpsc::Receiver<Result<Bytes, StoreError>>,
}

impl hyper::body::Body for Pieces {
    type Data = Bytes;
    type Error = StoreError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, StoreError>>> {
        if let Some(first) = self.first.take() {
            return Poll::Ready(Some(Ok(Frame::data(first))));
        }
        self.rest.poll_recv(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;

    use super::*;

    #[tokio::test]
    async fn all_pieces_arrive_in_order() {
        let sent = body(|send| {
            for piece in [b"a".to_vec(), b"b".to_vec(), b"c".to_vec(), b"d".to_vec()] {
                assert!(send(piece));
            }
            Ok(())
        });
        let bytes = to_bytes(sent.await.expect("a body"), 100).await.expect("it ends");
        assert_eq!(&bytes[..], b"abcd");
    }

    #[tokio::test]
    async fn what_fails_before_the_first_piece_is_told_and_what_fails_later_cuts_the_file_off() {
        let failed = body(|_| Err(StoreError::Busy)).await.map(drop);
        assert!(matches!(failed, Err(Failure::Store(StoreError::Busy))));
        let cut = body(|send| {
            send(b"a".to_vec());
            Err(StoreError::Busy)
        });
        assert!(to_bytes(cut.await.expect("it began"), 100).await.is_err());
    }
}
