/** What brand-analytics-service answers, under the names that the app uses; made from its OpenAPI document. */
export type { Insights, InsightsItem as Cell, InsightsPeriod as Days, Metric } from './generated-brand-analytics.ts';
