//! Every route is one operation in a list: its name, its address, who may use it, and what it does.
//!
//! Separate from the handlers, because the router, the test of access and the description of the API are all made from this
//! list. A handler cannot be reached but through an operation, and an operation cannot be without a rule of access.

use axum::Router;
use axum::http::Method;
use axum::routing::MethodRouter;
use store::Role;
use store::tokens::{Area, TokenScope};

use crate::{App, access};

/// Who may use an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Everybody who has a link: the handler takes its scope from the token in the address.
    Door,
    /// Somebody who signed in, has given the second factor where one is set, and has at least this role.
    SignedIn(Role),
    /// Somebody who signed in, but may still owe the second factor.
    HalfSignedIn,
    /// A program with a token that has this area and right, and whose maker has at least this role.
    Api(Area, Right, Role),
    /// The operator: loopback, or the metrics token.
    Operator,
}

/// What a token must be good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// To read.
    Read,
    /// To change.
    Write,
}

impl Access {
    /// The scope of a token that an operation asks for.
    #[must_use]
    pub fn token_scope(self) -> Option<TokenScope> {
        match self {
            Self::Api(area, right, _) => Some(TokenScope { area, write: right == Right::Write }),
            _ => None,
        }
    }
}

/// One route.
pub struct Operation {
    /// Its name, such as `survey.create`; unique.
    pub id: &'static str,
    /// Its method.
    pub method: Method,
    /// Its address, with `{names}` for what varies.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
    /// What it does.
    pub handler: MethodRouter<App>,
    /// The most bytes that a body may have.
    pub body_max: usize,
    /// How the API describes it; nothing for pages.
    pub described: Option<crate::api::Described>,
}

/// The most bytes of a form.
pub const FORM_MAX: usize = 64 * 1024;
/// The most bytes of a JSON body.
pub const JSON_MAX: usize = 1024 * 1024;
/// The most bytes of an uploaded file.
pub const FILE_MAX: usize = 25 * 1024 * 1024;

impl Operation {
    /// A page, or a form that a page sends.
    #[must_use]
    pub fn new(
        id: &'static str,
        method: Method,
        path: &'static str,
        access: Access,
        handler: MethodRouter<App>,
    ) -> Self {
        Self { id, method, path, access, handler, body_max: FORM_MAX, described: None }
    }

    /// The same, for bodies of up to so many bytes.
    #[must_use]
    pub fn with_body(self, body_max: usize) -> Self {
        Self { body_max, ..self }
    }
}

/// Every operation there is.
#[must_use]
pub fn all() -> Vec<Operation> {
    let mut operations = crate::pages::operations();
    operations.extend(crate::api::operations());
    operations
}

/// The router of the whole application.
pub fn router(app: &App) -> Router {
    let mut router = Router::new();
    for operation in all() {
        let guarded = access::guard(app, &operation);
        router = router.route(operation.path, guarded);
    }
    crate::security::around(app, router.fallback(crate::failure::nothing_here).with_state(app.clone()))
}
