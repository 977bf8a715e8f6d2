package io.campaignlake.demo;

import io.campaignlake.demo.CampaignPlan.Connector;
import io.campaignlake.demo.CampaignPlan.MessageType;
import io.campaignlake.demo.CampaignPlan.Type;
import java.util.Locale;

/** The kinds of campaign, in the order in which a shop of this size adds them. */
enum CampaignTheme {
  ABANDONED_CART(
      "Carrinho abandonado",
      Type.API,
      MessageType.TEMPLATE,
      Connector.CLOUD_API,
      "pt_BR",
      Declares.NOTHING),
  CONSUMER_WEEK(
      "Semana do consumidor",
      Type.BROADCAST,
      MessageType.TEMPLATE,
      Connector.CLOUD_API,
      "pt_BR",
      Declares.ALL_ADDRESSED),
  NEW_COLLECTION(
      "Nueva colección",
      Type.BROADCAST,
      MessageType.TEMPLATE,
      Connector.GUPSHUP,
      "es",
      Declares.MORE_THAN_ADDRESSED),
  FREE_SHIPPING(
      "Frete grátis",
      Type.BROADCAST,
      MessageType.TEMPLATE,
      Connector.GUPSHUP,
      "pt_BR",
      Declares.ALL_ADDRESSED),
  STYLE_ADVICE(
      "Style advice",
      Type.BROADCAST,
      MessageType.REGULAR,
      Connector.CLOUD_API,
      "en",
      Declares.ALL_ADDRESSED),
  CART_REMINDER(
      "Recordatorio de carrito",
      Type.API,
      MessageType.TEMPLATE,
      Connector.GUPSHUP,
      "es",
      Declares.NOTHING);

  private final String title;
  private final Type type;
  private final MessageType messageType;
  private final Connector connector;
  private final String language;
  private final Declares declares;

  CampaignTheme(
      String title,
      Type type,
      MessageType messageType,
      Connector connector,
      String language,
      Declares declares) {
    this.title = title;
    this.type = type;
    this.messageType = messageType;
    this.connector = connector;
    this.language = language;
    this.declares = declares;
  }

  String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String title() {
    return title;
  }

  Type type() {
    return type;
  }

  MessageType messageType() {
    return messageType;
  }

  Connector connector() {
    return connector;
  }

  String language() {
    return language;
  }

  Declares declares() {
    return declares;
  }

  /** How much audience the definition declares. */
  enum Declares {
    NOTHING,
    ALL_ADDRESSED,
    MORE_THAN_ADDRESSED
  }
}
