//! What is not counted but looked at, each time that somebody asks.

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{
        counter::{ConstCounter, Counter},
        family::Family,
        gauge::{ConstGauge, Gauge},
    },
    registry::{Registry, Unit},
};

use crate::{club::ColumnsUsage, store::DatabaseErrors, sync::Workload};

/// How things stand at one moment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Now {
    /// What is to be fetched, and with what.
    pub(crate) work: Workload,
    /// The decoded columns that are kept.
    pub(crate) columns: ColumnsUsage,
    /// What the database could not do so far.
    pub(crate) database_errors: DatabaseErrors,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct By {
    by: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Kind {
    kind: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Version {
    version: &'static str,
}

impl Now {
    pub(super) fn register(&self, registry: &mut Registry) {
        let version = Family::<Version, Gauge>::default();
        version.get_or_create(&Version { version: env!("CARGO_PKG_VERSION") }).set(1);
        registry.register("build", "The version that runs", version);
        self.register_work(registry);

        let ColumnsUsage { bytes, hits, misses } = self.columns;
        let help = "Memory that decoded columns take";
        registry.register_with_unit("columns_cache", help, Unit::Bytes, ConstGauge::new(bytes));
        let help = "Columns that were asked for and were there decoded";
        registry.register("columns_cache_hits", help, ConstCounter::new(hits));
        let help = "Columns that were asked for and had to be read and decoded";
        registry.register("columns_cache_misses", help, ConstCounter::new(misses));

        let errors = Family::<Kind, Counter>::default();
        let DatabaseErrors { unavailable, not_writable } = self.database_errors;
        for (kind, count) in [("unavailable", unavailable), ("not_writable", not_writable)] {
            errors.get_or_create(&Kind { kind }).inc_by(count);
        }
        registry.register("database_errors", "Queries that the database did not answer", errors);
    }

    fn register_work(&self, registry: &mut Registry) {
        let Workload { budget, under_way, backlog } = &self.work;
        let left = Family::<By, Gauge>::default();
        left.get_or_create(&By { by: "people" }).set(budget.interactive_left.into());
        left.get_or_create(&By { by: "background" }).set(budget.background_left.into());
        let help = "Requests to Polar that could go out at once";
        registry.register("polar_budget_left", help, left);
        let help = "Requests to Polar that wait for their turn";
        registry.register("polar_requests_waiting", help, ConstGauge::new(budget.waiting));
        let pause_s = budget.paused_for.unwrap_or_default().as_secs_f64();
        let help = "How long nothing is sent to Polar, since it asked for that";
        registry.register_with_unit("polar_pause", help, Unit::Seconds, ConstGauge::new(pause_s));
        let help = "Things that are being fetched or wait for it";
        registry.register("fetches_under_way", help, ConstGauge::new(*under_way));
        let Some(backlog) = backlog else { return };
        let help = "Parts of sessions that Polar has and that are not here yet";
        registry.register("sync_missing", help, ConstGauge::new(backlog.missing));
        let help = "Parts of sessions that did not come and wait for their next try";
        registry.register("sync_postponed", help, ConstGauge::new(backlog.postponed));
        if let Some(lag) = backlog.lag {
            let help =
                "How long ago Polar was asked for the sessions of the team that waits longest";
            let lag_s = lag.as_seconds_f64();
            registry.register_with_unit("sync_lag", help, Unit::Seconds, ConstGauge::new(lag_s));
        }
    }
}
