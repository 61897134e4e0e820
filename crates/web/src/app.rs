//! The server: what it serves, all addresses on one page, and the rules that hold for each of them.
//!
//! A GET changes nothing. Nothing but a page of this node can send a form here, and no page can run anything
//! but the one script.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use node::{Node, Running};
use record::PartyId;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::api::{Answers, Streams};
use crate::attempts::Attempts;
use crate::evidence::Evidence;
use crate::handlers::advisor::{agenda, conflict, exercise, note, package, situation};
use crate::handlers::{
    act, advisor, delegates, erasure, framework, home, login, notes, offices, peers, propose,
    record as record_pages, resend, settings, sign, statics, waiting,
};
use crate::{events, health, origin, session};

/// The largest form: an entry holds no more.
pub(crate) const FORM_BYTES_MAX: usize = 1 << 20;
/// How long an answer may take. Reading a whole record again takes longest.
const PATIENCE: Duration = Duration::from_secs(120);
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// What a listener serves: one seat of a node.
#[derive(Clone)]
pub struct App {
    /// The node.
    pub node: Arc<Node>,
    /// The seat.
    pub party: PartyId,
    /// The node's net, for how long peers have been silent; none in tests without one.
    pub running: Option<Arc<Running>>,
    /// How it is run.
    pub options: Options,
    pub(crate) attempts: Arc<Attempts>,
    pub(crate) evidence: Arc<Evidence>,
    pub(crate) answers: Arc<Answers>,
    pub(crate) streams: Arc<Streams>,
}

/// How a server is run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether this is the demo: every page says so.
    pub demo: bool,
    /// Whether cookies are sent over TLS only.
    pub secure_cookies: bool,
    /// Where peers reach this node, as invitations say; the address it listens on if empty.
    pub peer_addresses: Vec<String>,
}

impl App {
    /// Serves the seat of `party` at `node`.
    pub fn new(
        node: Arc<Node>,
        party: PartyId,
        running: Option<Arc<Running>>,
        options: Options,
    ) -> App {
        App {
            node,
            party,
            running,
            options,
            attempts: Arc::default(),
            evidence: Arc::default(),
            answers: Arc::default(),
            streams: Arc::default(),
        }
    }
}

/// Every address there is.
pub fn router(app: App) -> Router {
    // Anybody.
    let anybody = Router::new()
        .route("/", get(home::front))
        .route("/login", get(login::form).post(login::log_in))
        .route("/link/{secret}", get(login::look).post(login::open))
        .route("/logout", post(login::log_out))
        .route("/static/{file}", get(statics::file));
    // Whoever is logged in, also before there is a space.
    let people = Router::new()
        .route("/settings/party", get(settings::party))
        .route("/settings/peers", get(peers::peers))
        .route("/settings/peers/invite", post(peers::invite))
        .route("/settings/peers/accept", post(peers::accept))
        .route("/settings/peers/{id}/compared", post(peers::compared))
        .route("/settings/peers/{id}/pause", post(peers::pause))
        .route("/settings/peers/{id}/resume", post(peers::resume));
    // Members who read.
    let reading = Router::new()
        .route("/", get(home::page))
        .route("/waiting", get(waiting::page))
        .route("/waiting/{statement}/cancel", post(waiting::cancel))
        .route("/waiting/{statement}/read", post(waiting::read))
        .route("/waiting/{act}/countersign", post(waiting::countersign))
        .route("/waiting/{act}/take-back", post(waiting::take_back))
        .route("/waiting/drafts/discard", post(waiting::discard))
        .route("/notes", get(notes::page).post(notes::write))
        .route("/framework", get(framework::overview))
        .route("/framework/{list}", get(framework::list))
        .route("/item/{id}", get(framework::item))
        .route("/record", get(record_pages::explorer))
        .route(
            "/record/verify",
            get(record_pages::verify_page).post(record_pages::verify),
        )
        .route("/record/differs", get(record_pages::differs))
        .route("/record/erasures", get(erasure::page))
        .route("/record/differs/proof", get(record_pages::proof))
        .route("/record/{entry}", get(record_pages::entry));
    // Delegates who act: a form, the check page, the signature.
    let acting = Router::new()
        .route("/propose", get(propose::form).post(propose::send))
        .route("/suspend", get(act::suspend_form).post(act::suspend))
        .route("/item/{id}/{act}", get(propose::item_form).post(act::send))
        .route("/record/erasures", post(erasure::answer))
        .route("/record/{entry}/erase", post(erasure::ask))
        .route("/sign", post(sign::sign));
    // The seat's own, which nobody else is shown.
    let private = Router::new()
        .route("/advisor", get(advisor::page))
        .route("/advisor/agenda/new", get(agenda::new).post(agenda::create))
        .route(
            "/advisor/agenda/{id}",
            get(agenda::agenda).post(agenda::change),
        )
        .route(
            "/advisor/package/new",
            get(package::new).post(package::create),
        )
        .route(
            "/advisor/package/import",
            get(package::new_import).post(package::import),
        )
        .route("/advisor/package/{id}", get(package::result))
        .route(
            "/advisor/package/{id}/issues",
            get(package::issues).post(package::change_issues),
        )
        .route(
            "/advisor/package/{id}/items",
            get(package::items).post(package::add_items),
        )
        .route(
            "/advisor/package/{id}/linkages",
            get(package::linkages).post(package::change_linkages),
        )
        .route(
            "/advisor/package/{id}/sheet/{number}",
            get(package::sheet).post(package::change_sheet),
        )
        .route("/advisor/package/{id}/one", get(package::one))
        .route("/advisor/package/{id}/compare", get(package::compare))
        .route("/advisor/package/{id}/rather", post(package::rather))
        .route("/advisor/package/{id}/copy", post(package::copy))
        .route("/advisor/package/{id}/export", get(package::export))
        .route(
            "/advisor/conflict/new",
            get(conflict::new).post(conflict::create),
        )
        .route("/advisor/conflict/read", post(conflict::read))
        .route("/advisor/conflict/{id}", get(situation::conflict))
        .route(
            "/advisor/conflict/{id}/change",
            get(conflict::change_form).post(conflict::change),
        )
        .route(
            "/advisor/conflict/{id}/situation/{key}",
            get(situation::situation),
        )
        .route("/advisor/conflict/{id}/propose", post(situation::propose))
        .route(
            "/advisor/conflict/{id}/file/{format}",
            get(situation::download),
        )
        .route("/advisor/agenda/{id}/if/{change}", get(agenda::what_if))
        .route("/advisor/agenda/{id}/round", post(agenda::close))
        .route("/advisor/agenda/{id}/reopen", post(agenda::reopen))
        .route("/advisor/agenda/{id}/copy", post(agenda::copy))
        .route("/advisor/note/new", get(note::new).post(note::create))
        .route("/advisor/note/{id}", get(note::note).post(note::change))
        .route("/advisor/note/{id}/publish", post(note::publish))
        .route("/advisor/exercise", get(exercise::page))
        .route("/advisor/exercise/copy", post(exercise::copy))
        .route("/advisor/{shelf}/{id}/delete", post(advisor::delete));
    // Delegates and the operator.
    let managing = Router::new()
        .route("/settings", get(settings::you).post(settings::save))
        .route("/settings/password", post(settings::password))
        .route(
            "/settings/delegates",
            get(delegates::delegates).post(delegates::accredit),
        )
        .route("/settings/delegates/{id}/revoke", post(delegates::revoke))
        .route(
            "/settings/delegates/{id}/hand-over",
            post(offices::hand_over),
        )
        .route("/settings/brief", get(offices::brief));
    let space = reading
        .merge(acting)
        .merge(private)
        .merge(managing)
        .merge(people.clone())
        .layer(from_fn_with_state(app.clone(), resend::give_back));
    Router::new()
        .merge(anybody)
        .merge(people)
        .nest("/s/{space}", space)
        .route("/events/{space}", get(events::stream))
        .fallback(home::nothing)
        .method_not_allowed_fallback(home::nothing)
        .layer(from_fn_with_state(app.clone(), session::choose_language))
        .layer(from_fn_with_state(app.clone(), origin::own_pages_only))
        // Programs, by bearer token only: a browser never sends one by itself.
        .merge(crate::api::router(&app))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            PATIENCE,
        ))
        .layer(CatchPanicLayer::new())
        .layer(fixed(
            header::CONTENT_SECURITY_POLICY,
            CONTENT_SECURITY_POLICY,
        ))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        // No other site learns an address. With `no-referrer` browsers would hide the origin of our own forms, too,
        // which outside TLS is all that tells where they come from (`origin`).
        .layer(fixed(header::REFERRER_POLICY, "same-origin"))
        .layer(fixed(
            header::HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ))
        .layer(from_fn(session::never_cached))
        .with_state(app)
}

fn fixed(name: header::HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
}

/// Serves until `shutdown` completes.
///
/// # Errors
/// The listener fails.
pub async fn serve(
    app: App,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let (stop, stopping) = tokio::sync::watch::channel(false);
    let router = router(app).layer(axum::Extension(events::Stopping(stopping)));
    let shutdown = async move {
        shutdown.await;
        // Open event streams would keep the server from ending.
        stop.send_replace(true);
    };
    axum::serve(listener, router)
        .with_graceful_shutdown(shutdown)
        .await
}
