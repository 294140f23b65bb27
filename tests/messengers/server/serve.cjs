// Serves the Bot API and its citizens' side on the given loopback port until it is killed.
const axios = require("axios");
const TelegramServer = require("telegram-test-api");

const server = new TelegramServer({ host: "127.0.0.1", port: Number(process.argv[2]), storeTimeout: 600 });

// Telegram shows a webhook the secret that it was set with; this server keeps it and forgets to.
axios.interceptors.request.use((request) => {
  const webhook = Object.values(server.webhooks).find((one) => one.url === request.url);
  if (webhook?.secret_token) request.headers["X-Telegram-Bot-Api-Secret-Token"] = webhook.secret_token;
  return request;
});
// A webhook that fails is a rejected promise here; a test sees it by what is missing.
process.on("unhandledRejection", (error) => console.error(String(error)));

server.start().then(() => console.log("ready"));
