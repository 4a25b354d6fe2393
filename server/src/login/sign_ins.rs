//! How many sign-ins may be started.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

use chrono::TimeDelta;
use http::HeaderMap;

use super::attempts::Attempts;
use crate::clock::Clock;

/// How many sign-ins one client can start at once, and in what time another one.
const OF_A_CLIENT: i32 = 60;
const A_CLIENTS_EVERY: TimeDelta = TimeDelta::seconds(1);

/// The same for all clients together: each sign-in is kept for a while.
const OF_ALL: i32 = 600;
const EVERY: TimeDelta = TimeDelta::milliseconds(100);

/// What the proxy in front of the server says: whom it was asked by, at the end of what whoever asked may have said.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// Counts how many sign-ins are started, so that the database does not fill with what nobody finishes. A client that
/// starts too many is in nobody else's way.
#[derive(Clone, Debug)]
pub struct SignIns(Arc<Counts>);

#[derive(Debug)]
struct Counts {
    of_clients: Attempts<IpAddr>,
    of_all: Attempts,
    is_behind_proxy: bool,
}

impl SignIns {
    /// None yet. The server itself does no TLS: with an https origin a proxy is in front of it, which tells who asks.
    pub fn new(clock: Arc<dyn Clock>, public_origin: &str) -> Self {
        Self(Arc::new(Counts {
            of_clients: Attempts::new(Arc::clone(&clock), OF_A_CLIENT, A_CLIENTS_EVERY),
            of_all: Attempts::new(clock, OF_ALL, EVERY),
            is_behind_proxy: public_origin.starts_with("https://"),
        }))
    }

    /// Counts one that this client starts, unless there were too many: then it tells in what time to come back.
    /// Where the browser has a session already, one more sign-in in it takes no room.
    pub(super) fn count(&self, client: IpAddr, has_session: bool) -> Result<(), TimeDelta> {
        self.0.of_clients.count(client)?;
        if has_session { Ok(()) } else { self.0.of_all.count(()) }
    }

    /// Who asks: the address from which the connection comes, or for which the proxy asks.
    pub(super) fn client(&self, peer: Option<SocketAddr>, headers: &HeaderMap) -> IpAddr {
        let forwarded = || {
            let last = headers.get_all(FORWARDED_FOR).iter().next_back()?.to_str().ok()?;
            last.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
        };
        let forwarded = self.0.is_behind_proxy.then(forwarded).flatten();
        let address =
            forwarded.or(peer.map(|peer| peer.ip())).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        match address.to_canonical() {
            // Whoever has one of these has all of its network.
            IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
            address @ IpAddr::V4(_) => address,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clock::ManualClock, sync::testing::now};

    fn sign_ins(public_origin: &str) -> SignIns {
        SignIns::new(Arc::new(ManualClock::new(now())), public_origin)
    }

    fn client(number: i32) -> IpAddr {
        Ipv4Addr::from_bits(number.unsigned_abs()).into()
    }

    #[test]
    fn who_starts_too_many_is_in_nobody_elses_way() {
        let sign_ins = sign_ins("http://club.example");
        let started = (0..OF_ALL).filter(|_| sign_ins.count(client(1), false).is_ok()).count();
        assert_eq!(started, OF_A_CLIENT.unsigned_abs() as usize);
        assert_eq!(sign_ins.count(client(2), false), Ok(()));
    }

    #[test]
    fn who_is_here_already_can_sign_in_however_many_come() {
        let sign_ins = sign_ins("http://club.example");
        for number in 0..OF_ALL {
            assert_eq!(sign_ins.count(client(number), false), Ok(()));
        }
        assert_eq!(sign_ins.count(client(OF_ALL), false), Err(EVERY));
        assert_eq!(sign_ins.count(client(OF_ALL), true), Ok(()));
    }

    #[test]
    fn the_proxy_is_believed_where_there_is_one() {
        let peer = Some(SocketAddr::from(([127, 0, 0, 1], 5_000)));
        let mut headers = HeaderMap::new();
        headers.append(FORWARDED_FOR, "192.0.2.1".parse().unwrap());
        headers.append(FORWARDED_FOR, "192.0.2.2, 198.51.100.3".parse().unwrap());
        let shown =
            |origin: &str, headers: &HeaderMap| sign_ins(origin).client(peer, headers).to_string();
        assert_eq!(shown("https://club.example", &headers), "198.51.100.3");
        assert_eq!(shown("http://club.example", &headers), "127.0.0.1");
        assert_eq!(shown("https://club.example", &HeaderMap::new()), "127.0.0.1");
        headers.append(FORWARDED_FOR, "2001:db8:1:2:3:4:5:6".parse().unwrap());
        assert_eq!(shown("https://club.example", &headers), "2001:db8:1:2::");
        headers.append(FORWARDED_FOR, "nobody".parse().unwrap());
        assert_eq!(shown("https://club.example", &headers), "127.0.0.1");
    }
}
