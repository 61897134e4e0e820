//! TLS between nodes: version 1.3 only, both sides authenticated, keys pinned.
//!
//! A certificate here is a wrapping for a key: who somebody is follows from the hash of the key, which
//! stands in the party's identity log. Names, dates and issuers in certificates are not looked at. The
//! signature of the handshake is verified by the provider as always.
//!
//! The surprising thing is the *stranger*: while an invitation is open, a client with an unknown key is let
//! through the handshake, and the server then answers it on the path of first contact only.

use std::sync::Arc;

use record::Hash;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, aws_lc_rs, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::server::danger::{ClientCertVerified, ClientCertVerifier};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, DistinguishedName, Error, ServerConfig,
    SignatureScheme,
};
use sha2::{Digest, Sha256};

use crate::pins::Pins;

/// A node's TLS key with its self-signed certificate.
pub struct TlsIdentity {
    certificate: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
    spki_hash: Hash,
}

impl TlsIdentity {
    /// The key (Ed25519) of a random seed as PKCS#8 DER (RFC 8410), for the caller to store. Its signatures and
    /// certificates are of one length, so a simulation of whole connections can be repeated byte by byte.
    pub fn from_seed(seed: &[u8; 32]) -> Vec<u8> {
        // Version 0, the algorithm 1.3.101.112, and the seed in an octet string of its own.
        let mut der = vec![
            0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20,
        ];
        der.extend_from_slice(seed);
        der
    }

    /// The identity of a stored key. Its certificate is made anew each time; only the key is pinned.
    ///
    /// # Errors
    /// Not a key of a kind that can sign here.
    pub fn from_pkcs8(der: &[u8]) -> Result<TlsIdentity, TlsError> {
        let key = PrivateKeyDer::try_from(der.to_vec()).map_err(|_| TlsError::Malformed)?;
        let pair = rcgen::KeyPair::try_from(&key)?;
        let certificate = rcgen::CertificateParams::new(["detente".to_owned()])?
            .self_signed(&pair)?
            .der()
            .clone();
        let spki_hash = spki_hash(&certificate).map_err(TlsError::Tls)?;
        Ok(TlsIdentity {
            certificate,
            key,
            spki_hash,
        })
    }

    /// SHA-256 of the public key (SubjectPublicKeyInfo): what the identity log pins.
    pub fn spki_hash(&self) -> Hash {
        self.spki_hash
    }

    /// The server's side: clients by `pins`.
    ///
    /// # Errors
    /// The key cannot be used.
    pub fn server(&self, pins: &Pins) -> Result<ServerConfig, TlsError> {
        let verifier = Arc::new(ByPin::new(Accept::Known(pins.clone())));
        let mut config = ServerConfig::builder_with_provider(provider())
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .with_client_cert_verifier(verifier)
            .with_single_cert(vec![self.certificate.clone()], self.key.clone_key())?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        // Without tickets there is no early data and nothing to resume: every connection proves both keys.
        config.send_tls13_tickets = 0;
        Ok(config)
    }

    /// The client's side: exactly a server with one of these keys.
    ///
    /// # Errors
    /// The key cannot be used.
    pub fn client(&self, pins: &[Hash]) -> Result<ClientConfig, TlsError> {
        let mut config = ClientConfig::builder_with_provider(provider())
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(ByPin::new(Accept::OneOf(pins.to_vec()))))
            .with_client_auth_cert(vec![self.certificate.clone()], self.key.clone_key())?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        config.enable_sni = false;
        config.resumption = rustls::client::Resumption::disabled();
        Ok(config)
    }
}

impl core::fmt::Debug for TlsIdentity {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "TlsIdentity({:?})", self.spki_hash)
    }
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

/// The hash of a certificate's public key.
pub(crate) fn spki_hash(certificate: &CertificateDer<'_>) -> Result<Hash, Error> {
    let parsed = ParsedCertificate::try_from(certificate)?;
    Ok(Hash(
        Sha256::digest(parsed.subject_public_key_info().as_ref()).into(),
    ))
}

#[derive(Debug)]
enum Accept {
    Known(Pins),
    OneOf(Vec<Hash>),
}

#[derive(Debug)]
struct ByPin {
    accept: Accept,
    provider: Arc<CryptoProvider>,
}

impl ByPin {
    fn new(accept: Accept) -> ByPin {
        ByPin {
            accept,
            provider: provider(),
        }
    }

    fn check(&self, certificate: &CertificateDer<'_>) -> Result<(), Error> {
        let found = spki_hash(certificate)?;
        let accepted = match &self.accept {
            Accept::Known(pins) => pins.admits(&found),
            Accept::OneOf(pins) => pins.contains(&found),
        };
        if !accepted {
            return Err(CertificateError::ApplicationVerificationFailure.into());
        }
        Ok(())
    }

    fn verify13(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}

fn tls12_is_refused() -> Error {
    Error::General("only TLS 1.3 is spoken here".to_owned())
}

impl ServerCertVerifier for ByPin {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        self.check(end_entity)?;
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _cert: &CertificateDer<'_>,
        _dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(tls12_is_refused())
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verify13(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.schemes()
    }
}

impl ClientCertVerifier for ByPin {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _now: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        self.check(end_entity)?;
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _message: &[u8],
        _cert: &CertificateDer<'_>,
        _dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(tls12_is_refused())
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.verify13(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.schemes()
    }
}

/// What is wrong with a TLS key or configuration.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// Not PKCS#8.
    #[error("the TLS key is not PKCS#8 DER")]
    Malformed,
    /// The key cannot make a certificate.
    #[error("the TLS key cannot be used")]
    Certificate(#[from] rcgen::Error),
    /// The provider refuses it.
    #[error("the TLS configuration is refused")]
    Tls(#[from] Error),
}
