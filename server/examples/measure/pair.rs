//! Two processes on one PostgreSQL.

use std::{num::NonZeroU32, time::Duration};

use clap::Parser;
use demo::Coach;

use crate::{
    Outcome,
    browser::Browser,
    process::Process,
    stand_in::{Polar, free_addresses, refused, repeated},
};

#[derive(Parser)]
pub(crate) struct Args {
    /// An empty database: postgres://USER:PASSWORD@HOST:PORT/DATABASE.
    #[arg(long)]
    database: String,
    /// How many times as fast the clocks run.
    #[arg(long, default_value = "5")]
    factor: NonZeroU32,
    /// For how many minutes of that clock.
    #[arg(long, default_value = "20")]
    minutes: u32,
}

pub(crate) async fn run(args: Args) -> Outcome {
    let addresses: [_; 2] = free_addresses().await?;
    let polar = Polar::start(args.factor, Duration::from_millis(300), &addresses).await?;
    let mut processes = Vec::new();
    for (address, coach) in addresses.into_iter().zip(Coach::ALL) {
        let process = Process::start(&polar, &args.database, address).await?;
        Browser::signed_in(&process.origin, coach).await?;
        processes.push(process);
    }
    tokio::time::sleep(Duration::from_secs(u64::from(args.minutes) * 60) / args.factor.get()).await;
    let requests = polar.requests();
    println!("requests               {} in {} min", requests.len(), args.minutes);
    println!("refused (429)          {}", refused(&requests));
    println!("asked for twice        {}", repeated(&requests));
    Ok(())
}
