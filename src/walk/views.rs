//! The strand of several resolvers: each is asked where the target leads.

use futures_util::future::join_all;
use tokio::join;

use super::Walk;
use crate::model::answer::Answer;
use crate::model::dns::RecordKind;
use crate::model::exchange::Ask;
use crate::model::observations::{Resolution, ResolverView};
use crate::source::{consult, dns};
use crate::wire::Wire;

impl<W: Wire> Walk<'_, W> {
    /// What each of several resolvers says of a name, in the order in which the user named them.
    pub(super) async fn views(&self, host: &str) -> Vec<ResolverView> {
        if self.plan.views.is_empty() {
            return Vec::new();
        }
        let all = join_all(self.plan.views.iter().map(|resolver| self.view(resolver, host)));
        let (all, chosen) = join!(all, self.resolve(host));
        let mut views: Vec<ResolverView> = self
            .plan
            .views
            .iter()
            .zip(all)
            .map(|(resolver, says)| ResolverView { resolver: resolver.clone(), says, used: false })
            .collect();
        let is_chosen = |view: &&mut ResolverView| {
            let (one, other) = (view.says.found(), chosen.found());
            one.is_some_and(|one| other.is_some_and(|other| is_same(one, other)))
        };
        if let Some(view) = views.iter_mut().find(is_chosen) {
            view.used = true;
        }
        views
    }

    /// What one resolver says of a name.
    async fn view(&self, resolver: &str, host: &str) -> Answer<Resolution> {
        let four = Ask::view(host, RecordKind::A, resolver);
        let six = Ask::view(host, RecordKind::Aaaa, resolver);
        let (four, six) = join!(
            consult(self.net, &four, |reply| dns::resolution(reply, host)),
            consult(self.net, &six, |reply| dns::resolution(reply, host)),
        );
        dns::both_families(four, six)
    }
}

/// Whether two resolutions say the same.
fn is_same(one: &Resolution, other: &Resolution) -> bool {
    let of = |of: &Resolution| (of.aliases.clone(), of.addresses.clone(), of.exists);
    of(one) == of(other)
}
