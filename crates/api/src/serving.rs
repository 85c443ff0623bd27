//! Connections: taken in, answered, and let go when their visitor says nothing.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

/// How long a visitor may take to say the head of a request, or to begin the next one.
pub const HEAD_TIME: Duration = Duration::from_secs(15);

/// How long nobody is let in after the system had no room for one more connection.
const FULL_TIME: Duration = Duration::from_millis(200);

/// Answers at `listener` until `stop` resolves, then lets requests that run finish.
///
/// Whoever does not send the head of a request within `head_time` is cut off, so that connections that say nothing do not
/// keep others out.
///
/// # Errors
///
/// Returns the error of a `listener` that takes in nobody any more.
pub async fn serve(
    listener: TcpListener,
    site: Router,
    head_time: Duration,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let graceful = GracefulShutdown::new();
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok(taken_in) => {
                tokio::spawn(answer(taken_in, site.clone(), head_time, graceful.watcher()));
            }
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::warn!(%error, "no connection can be taken in now");
                tokio::time::sleep(FULL_TIME).await;
            }
        }
    }
    drop(listener);
    graceful.shutdown().await;
    Ok(())
}

/// Answers everything that comes by one connection.
async fn answer((connection, visitor): (TcpStream, SocketAddr), site: Router, head_time: Duration, watcher: Watcher) {
    if let Err(error) = connection.set_nodelay(true) {
        tracing::debug!(%error, "a connection sends in larger packets");
    }
    let service = service_fn(move |request| route(site.clone(), visitor, request));
    let mut builder = http1::Builder::new();
    let answering = builder.timer(TokioTimer::new()).header_read_timeout(head_time);
    if let Err(error) = watcher.watch(answering.serve_connection(TokioIo::new(connection), service)).await {
        tracing::debug!(%error, "a connection ended early");
    }
}

async fn route(
    site: Router,
    visitor: SocketAddr,
    mut request: Request<Incoming>,
) -> Result<Response<Body>, Infallible> {
    request.extensions_mut().insert(ConnectInfo(visitor));
    site.oneshot(request.map(Body::new)).await
}

/// Whether only the connection that was about to be taken in is lost.
fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::sync::oneshot;

    use super::*;

    async fn served() -> (SocketAddr, oneshot::Sender<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let site = Router::new()
            .route("/", get(|ConnectInfo(visitor): ConnectInfo<SocketAddr>| async move { visitor.ip().to_string() }));
        let (stop, stopped) = oneshot::channel::<()>();
        let head_time = Duration::from_millis(50);
        tokio::spawn(serve(listener, site, head_time, async move { drop(stopped.await) }));
        (address, stop)
    }

    #[tokio::test]
    async fn a_visitor_is_answered_and_known_by_their_address() {
        let (address, _stop) = served().await;
        let mut connection = TcpStream::connect(address).await.expect("it listens");
        connection.write_all(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await.expect("it hears");
        let mut answer = String::new();
        connection.read_to_string(&mut answer).await.expect("it answers");
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("127.0.0.1"), "{answer}");
    }

    #[tokio::test]
    async fn whoever_never_ends_the_head_of_a_request_is_cut_off() {
        let (address, _stop) = served().await;
        let mut connection = TcpStream::connect(address).await.expect("it listens");
        connection.write_all(b"GET / HTTP/1.1\r\nhost: a\r\nx-slow: ").await.expect("it hears");
        let mut answer = Vec::new();
        let ended = connection.read_to_end(&mut answer).await;
        assert!(ended.is_ok() || ended.is_err_and(|error| error.kind() == io::ErrorKind::ConnectionReset));
        assert!(!answer.starts_with(b"HTTP/1.1 200"));
    }
}
