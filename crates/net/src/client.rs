//! The dialling side: one kept connection to one pinned server, one request at a time.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::SendRequest;
use hyper::header::HOST;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use record::{Hash, PartyId};
use rustls::pki_types::ServerName;
use tokio::net::TcpStream;
use tokio::task::AbortHandle;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use crate::body::{self, BodyError, allowance};
use crate::invitation::{FIRST_CONTACT_BYTES_MAX, FirstContact, Invitation, Welcome};
use crate::tls::{TlsError, TlsIdentity, spki_hash};
use crate::wire::WireError;
use crate::{HEADER_PARTY, PATH_FIRST_CONTACT};

/// How long connecting and the handshake may take together.
const CONNECT_PATIENCE: Duration = Duration::from_secs(15);

/// A connection to a node. It closes when this is dropped.
pub struct Client {
    /// The server's key.
    pub(crate) server: Hash,
    /// Who we say we are.
    party: Option<PartyId>,
    sender: SendRequest<Full<Bytes>>,
    connection: AbortHandle,
}

impl Client {
    /// Connects to `address` (`host:port`) and accepts exactly the server whose key hashes to `pin`.
    ///
    /// # Errors
    /// Out of reach, too slow, or another key.
    pub async fn connect(
        address: &str,
        tls: &TlsIdentity,
        pin: Hash,
    ) -> Result<Client, ClientError> {
        Client::connect_to(address, tls, &[pin], None).await
    }

    /// As [`Client::connect`], to a server that may have one of several keys, as this party.
    ///
    /// # Errors
    /// As [`Client::connect`].
    pub(crate) async fn connect_to(
        address: &str,
        tls: &TlsIdentity,
        pins: &[Hash],
        party: Option<PartyId>,
    ) -> Result<Client, ClientError> {
        let connector = TlsConnector::from(Arc::new(tls.client(pins)?));
        // The name is neither sent nor looked at.
        let name = ServerName::try_from("detente").expect("a valid name");
        let connecting = async {
            let stream = TcpStream::connect(address).await?;
            stream.set_nodelay(true)?;
            connector.connect(name, stream).await
        };
        let stream = timeout(CONNECT_PATIENCE, connecting)
            .await
            .map_err(|_| ClientError::TooSlow)??;
        let certificates = stream.get_ref().1.peer_certificates().unwrap_or_default();
        let server = certificates.first().map(spki_hash).transpose();
        let server = server.map_err(TlsError::Tls)?.unwrap_or_default();
        let (sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        let connection = tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended");
            }
        });
        Ok(Client {
            server,
            party,
            sender,
            connection: connection.abort_handle(),
        })
    }

    /// Posts `body` to `path` and reads the answer of at most `most` bytes. The server may take `hold`
    /// longer than usual before it answers. After an error the client is to be dropped.
    ///
    /// # Errors
    /// The connection broke, the answer is not a success, too large or too slow.
    pub async fn post(
        &mut self,
        path: &str,
        body: Vec<u8>,
        most: usize,
        hold: Duration,
    ) -> Result<Vec<u8>, ClientError> {
        let patience = allowance(body.len()) + hold;
        let mut request = Request::post(path).header(HOST, "detente");
        if let Some(party) = self.party {
            request = request.header(HEADER_PARTY, party.hex());
        }
        let request = request
            .body(Full::new(Bytes::from(body)))
            .expect("the path is one of ours");
        let asked = async {
            self.sender.ready().await?;
            self.sender.send_request(request).await
        };
        let answer: Response<Incoming> = timeout(patience, asked)
            .await
            .map_err(|_| ClientError::TooSlow)??;
        if answer.status() != StatusCode::OK {
            return Err(ClientError::Status(answer.status().as_u16()));
        }
        Ok(body::read(answer.into_body(), most).await?)
    }
}

/// Takes up an invitation: tries its addresses in turn and gives the inviter's answer. Who the inviter is
/// must then be read from its identity log, which has to be that of [`Invitation::inviter`].
///
/// # Errors
/// No address answered; the last reason is given. 404 means that the secret does not open anything (any more).
pub async fn first_contact(
    tls: &TlsIdentity,
    invitation: &Invitation,
    contact: &FirstContact,
) -> Result<Welcome, ClientError> {
    let mut last = ClientError::NoAddress;
    for address in &invitation.addresses {
        let answer = async {
            let mut client = Client::connect(address, tls, invitation.spki_hash).await?;
            let (body, most) = (contact.encode(), FIRST_CONTACT_BYTES_MAX);
            client
                .post(PATH_FIRST_CONTACT, body, most, Duration::ZERO)
                .await
        };
        match answer.await {
            Ok(bytes) => return Ok(Welcome::decode(&bytes)?),
            Err(error @ ClientError::Status(_)) => return Err(error),
            Err(error) => last = error,
        }
    }
    Err(last)
}

impl Drop for Client {
    fn drop(&mut self) {
        self.connection.abort();
    }
}

impl ClientError {
    /// Whether asking again later may help: everything but an answer that says no.
    pub fn may_pass(&self) -> bool {
        match self {
            ClientError::Status(status) => *status == StatusCode::TOO_MANY_REQUESTS.as_u16(),
            _ => true,
        }
    }
}

/// Why a node was not reached or did not answer.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// Out of reach, or the handshake failed: a wrong key shows here.
    #[error("cannot connect")]
    Connect(#[from] std::io::Error),
    /// The own key cannot be used.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The connection broke. A server that does not accept our key shows here.
    #[error("the connection broke")]
    Broken(#[from] hyper::Error),
    /// No answer in time.
    #[error("no answer in time")]
    TooSlow,
    /// There is no address to try.
    #[error("no address to try")]
    NoAddress,
    /// The answer is not what was asked for.
    #[error("the answer cannot be read")]
    Wire(#[from] WireError),
    /// An answer other than 200.
    #[error("the peer answered {0}")]
    Status(u16),
    /// The answer could not be read.
    #[error(transparent)]
    Body(#[from] BodyError),
}
