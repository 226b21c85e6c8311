//! Code of others that may panic on damaged files, kept from taking the program down.
//!
//! Separate, because it is needed wherever a library decodes what nobody has checked. It is no way to handle errors of
//! our own: those are values.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Runs `decode`; `None` when it panicked, without the panic's message on the terminal.
///
/// What `decode` was working on must not be used again afterwards.
pub(crate) fn caught<T>(decode: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = take_hook();
        set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                usual(panic);
            }
        }));
    });
    let before = QUIET.replace(true);
    let result = catch_unwind(AssertUnwindSafe(decode));
    QUIET.set(before);
    result.ok()
}

#[cfg(test)]
mod tests {
    use super::caught;

    #[test]
    fn a_panic_is_no_answer_and_an_answer_is_one() {
        let nothing: [u8; 0] = [];
        assert_eq!(caught(|| nothing[std::hint::black_box(3)]), None);
        assert_eq!(caught(|| 7), Some(7));
    }
}
